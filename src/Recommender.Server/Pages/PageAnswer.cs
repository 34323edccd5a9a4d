using System.Buffers;
using Recommender.Server.Pages.Wire;

namespace Recommender.Server.Pages;

/// <summary>A page as <c>RecommendResponse</c>.</summary>
internal sealed class PageAnswer : IAnswer
{
    private readonly PageWorkspace _workspace;
    private readonly PageEncoding _encoding = new();
    private readonly byte[] _decision = new byte[Wire.DecisionId.Bytes];

    /// <summary>Makes the answer of a workspace.</summary>
    public PageAnswer(PageWorkspace workspace)
    {
        _workspace = workspace;
        Given = Task.FromResult(this);
    }

    /// <summary>This, as a call is given it: one task for all calls.</summary>
    public Task<PageAnswer> Given { get; }

    /// <summary>The answer's id, in UTF-8.</summary>
    public Span<byte> DecisionId => _decision;

    /// <inheritdoc/>
    public int Measure() => _encoding.Measure(_workspace.Served, _workspace.Page, _decision);

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> output) => _encoding.Write(_workspace.Served, _workspace.Page, _decision, output);

    /// <inheritdoc/>
    public void Release() => _workspace.Release();
}
