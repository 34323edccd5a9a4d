using Recommender.Learning.Data;
using Recommender.Server.Generations;
using Recommender.Server.Members;
using Recommender.Storage.Members;

namespace Recommender.Server.Data;

/// <summary>Members of a dataset as portraits. One thread at a time.</summary>
/// <param name="dataset">The dataset.</param>
/// <param name="history">Histories of the dataset.</param>
/// <param name="trained">Rows in the model of the members that it was trained with.</param>
/// <param name="served">In whose space.</param>
/// <param name="usage">Of that generation.</param>
internal sealed class MemberPainting(Dataset dataset, StoredHistory history, IdTable trained, ServedGeneration served, TagUsage usage) : IDisposable
{
    // Beyond what a portrait remembers of its history, what was watched is kept from being shown again.
    private readonly HistoryEntry[] _entries = new HistoryEntry[PortraitLimits.History + PortraitLimits.Hidden];
    private readonly byte[] _portrait = new byte[PortraitLimits.Bytes];
    private readonly PortraitPainter _painter = new(served, usage);

    /// <summary>Paints one.</summary>
    /// <returns>The packed portrait; there until the next is painted.</returns>
    public ReadOnlySpan<byte> Paint(int member)
    {
        var count = history.Write(dataset.Interactions[member], _entries);
        var facts = new MemberFacts
        {
            History = _entries.AsSpan(0, count),
            Embedding = trained.TryFind(dataset.Members[member], out var row) ? served.Model!.Members[row] : [],
        };
        return _portrait.AsSpan(0, _painter.Paint(facts, _portrait));
    }

    /// <summary>Frees its memory.</summary>
    public void Dispose() => _painter.Dispose();
}
