using System.Buffers;
using Recommender.Server.Pages.Wire;

namespace Recommender.Server.Pages;

/// <summary>The titles of a page as <c>SimilarTitlesResponse</c>.</summary>
internal sealed class TitlesAnswer : IAnswer
{
    private const int TitlesField = 1;
    private const int VersionsField = 2;

    private readonly PageWorkspace _workspace;

    /// <summary>Makes the answer of a workspace.</summary>
    public TitlesAnswer(PageWorkspace workspace)
    {
        _workspace = workspace;
        Given = Task.FromResult(this);
    }

    /// <summary>This, as a call is given it: one task for all calls.</summary>
    public Task<TitlesAnswer> Given { get; }

    /// <inheritdoc/>
    public int Measure()
    {
        var size = WireWriter.SizeOfMessage(VersionsEncoding.SizeOf(_workspace.Served.Ranking));
        foreach (ref readonly var title in _workspace.Page.Titles.Span) size += WireWriter.SizeOfMessage(TitleEncoding.SizeOf(_workspace.Served, title, []));
        return size;
    }

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> output)
    {
        var wire = new WireWriter(output);
        foreach (ref readonly var title in _workspace.Page.Titles.Span)
        {
            wire.Head(TitlesField, TitleEncoding.SizeOf(_workspace.Served, title, []));
            TitleEncoding.Write(_workspace.Served, title, [], ref wire);
        }

        VersionsEncoding.Write(VersionsField, _workspace.Served.Ranking, ref wire);
        wire.End();
    }

    /// <inheritdoc/>
    public void Release() => _workspace.Release();
}
