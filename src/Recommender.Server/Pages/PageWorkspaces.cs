using Microsoft.Extensions.ObjectPool;
using Recommender.Server.Generations;
using Recommender.Server.Hosting;

namespace Recommender.Server.Pages;

/// <summary>Workspaces that no call works in. As many are kept as calls usually run at once: to make one takes longer than a page. Safe from many threads.</summary>
internal sealed class PageWorkspaces : IPooledObjectPolicy<PageWorkspace>
{
    private readonly ObjectPool<PageWorkspace> _idle;

    /// <summary>Makes an empty pool.</summary>
    public PageWorkspaces() => _idle = new DefaultObjectPool<PageWorkspace>(this, CallThreads.Usual);

    /// <summary>A workspace for a call, which releases it.</summary>
    /// <param name="served">What the call reads.</param>
    public PageWorkspace Rent(ServedGeneration served)
    {
        var workspace = _idle.Get();
        workspace.Begin(served);
        return workspace;
    }

    /// <summary>Takes one back.</summary>
    public void Return(PageWorkspace workspace) => _idle.Return(workspace);

    PageWorkspace IPooledObjectPolicy<PageWorkspace>.Create() => new(this);

    bool IPooledObjectPolicy<PageWorkspace>.Return(PageWorkspace obj) => true;
}
