using Recommender.Server.Generations;
using Recommender.Server.Hosting;

namespace Recommender.Server.Pages;

/// <summary>Workspaces that no call works in. As many are kept as calls usually run at once: to make one takes longer than a page. Safe from many threads.</summary>
internal sealed class PageWorkspaces
{
    private readonly IdleSlots<PageWorkspace> _idle = new(CallThreads.Usual);

    /// <summary>A workspace for a call, which releases it.</summary>
    /// <param name="served">What the call reads.</param>
    public PageWorkspace Rent(ServedGeneration served)
    {
        var workspace = _idle.Take() ?? new PageWorkspace(this);
        workspace.Begin(served);
        return workspace;
    }

    /// <summary>Takes one back.</summary>
    public void Return(PageWorkspace workspace) => _idle.Return(workspace);
}
