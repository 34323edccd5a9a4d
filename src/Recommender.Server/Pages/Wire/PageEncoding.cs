using System.Buffers;
using Recommender.Ranking;
using Recommender.Ranking.Pages;
using Recommender.Server.Generations;

namespace Recommender.Server.Pages.Wire;

/// <summary>
/// <c>RecommendResponse</c> on the wire, written straight from a page: first all lengths are summed up, then everything is
/// written once. Refilled for every answer; allocates nothing once warm. One thread at a time.
/// </summary>
internal sealed class PageEncoding
{
    private const int RowsField = 1;
    private const int DecisionField = 2;
    private const int VersionsField = 3;
    private const int CurtailmentField = 4;

    private const int IdField = 1;
    private const int NameField = 2;
    private const int KindField = 3;
    private const int AnchorField = 4;
    private const int AffinityField = 5;
    private const int TitlesField = 6;

    private readonly ItemBuffer<int> _rowSizes = new();
    private readonly ItemBuffer<int> _titleSizes = new();

    /// <summary>Bytes of the whole answer; to be asked before it is written.</summary>
    /// <param name="served">What the page was made from.</param>
    /// <param name="page">The page.</param>
    /// <param name="decision">Its id on the wire.</param>
    public int Measure(ServedGeneration served, Page page, ReadOnlySpan<byte> decision)
    {
        _rowSizes.Clear();
        _titleSizes.Clear();
        var size = WireWriter.SizeOfBytes(decision.Length)
            + WireWriter.SizeOfMessage(VersionsEncoding.SizeOf(served.Ranking))
            + WireWriter.SizeOfInteger((int)page.Curtailment);
        foreach (ref readonly var row in page.Rows.Span)
        {
            var bytes = SizeOf(served, page, row);
            _rowSizes.Add(bytes);
            size += WireWriter.SizeOfMessage(bytes);
        }

        return size;
    }

    /// <summary>Writes the answer that was measured last.</summary>
    /// <param name="served">The same.</param>
    /// <param name="page">The same.</param>
    /// <param name="decision">The same.</param>
    /// <param name="output">Takes the bytes.</param>
    public void Write(ServedGeneration served, Page page, ReadOnlySpan<byte> decision, IBufferWriter<byte> output)
    {
        var wire = new WireWriter(output);
        var title = 0;
        for (var row = 0; row < page.Rows.Count; row++) WriteRow(served, page, row, ref title, ref wire);
        wire.Bytes(DecisionField, decision);
        VersionsEncoding.Write(VersionsField, served.Ranking, ref wire);
        wire.Integer(CurtailmentField, (int)page.Curtailment);
        wire.End();
    }

    private int SizeOf(ServedGeneration served, Page page, in PageRow row)
    {
        var size = WireWriter.SizeOfBytes(RowTexts.Id(served, row).Length)
            + WireWriter.SizeOfBytes(RowTexts.Name(served, row).Length)
            + WireWriter.SizeOfInteger((int)row.Kind)
            + WireWriter.SizeOfBytes(RowTexts.Anchor(served, row).Length)
            + WireWriter.SizeOfFloat(row.Affinity);
        var titles = TitlesOf(page, row);
        foreach (ref readonly var title in titles) TitleEncoding.ExpectOffsets(served, title);
        foreach (ref readonly var title in titles)
        {
            TitleEncoding.Expect(served, title);
            var bytes = TitleEncoding.SizeOf(served, title, ReasonsOf(page, title));
            _titleSizes.Add(bytes);
            size += WireWriter.SizeOfMessage(bytes);
        }

        return size;
    }

    // Titles were measured in the order in which they are written.
    private void WriteRow(ServedGeneration served, Page page, int at, ref int measured, ref WireWriter wire)
    {
        ref readonly var row = ref page.Rows.Span[at];
        wire.Head(RowsField, _rowSizes[at]);
        RowTexts.Id(served, row).Write(IdField, ref wire);
        RowTexts.Name(served, row).Write(NameField, ref wire);
        wire.Integer(KindField, (int)row.Kind);
        wire.Bytes(AnchorField, RowTexts.Anchor(served, row));
        wire.Float(AffinityField, row.Affinity);
        foreach (ref readonly var title in TitlesOf(page, row))
        {
            wire.Head(TitlesField, _titleSizes[measured++]);
            TitleEncoding.Write(served, title, ReasonsOf(page, title), ref wire);
        }
    }

    private static ReadOnlySpan<PlacedTitle> TitlesOf(Page page, in PageRow row) => page.Titles.Span.Slice(row.First, row.Count);

    private static ReadOnlySpan<PlacedReason> ReasonsOf(Page page, in PlacedTitle title) => page.Reasons.Span.Slice(title.FirstReason, title.ReasonCount);
}
