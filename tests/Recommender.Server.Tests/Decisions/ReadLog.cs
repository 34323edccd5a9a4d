using System.Text;
using Recommender.Storage.Decisions;

namespace Recommender.Server.Tests.Decisions;

/// <summary>A log of decisions, read whole and put in words as answers say it.</summary>
internal sealed class ReadLog : IDecisionVisitor
{
    private readonly Dictionary<int, TitleRecord> _titles = [];

    public Dictionary<UInt128, LoggedPage> Pages { get; } = [];

    public List<OutcomeRecord> Outcomes { get; } = [];

    public static ReadLog Of(string folder)
    {
        var log = new ReadLog();
        using var view = DecisionView.Open(folder);
        view.Replay(log);
        return log;
    }

    public void Visit(ReadOnlySpan<byte> record, long after)
    {
        switch (DecisionRecords.KindOf(record))
        {
            case DecisionRecordKind.Title:
                var title = TitleRecord.Read(record);
                _titles[title.Number] = title;
                break;
            case DecisionRecordKind.Decision: Visit(DecisionRecord.Open(record)); break;
            case DecisionRecordKind.Outcome: Outcomes.Add(OutcomeRecord.Read(record)); break;
            default: throw new InvalidDataException("an unknown record");
        }
    }

    private void Visit(DecisionRecord decision)
    {
        if (!Pages.TryGetValue(decision.Header.Id, out var page))
            Pages.Add(decision.Header.Id, page = new LoggedPage(decision.Header, Encoding.UTF8.GetString(decision.Persona), Encoding.UTF8.GetString(decision.Surface)));
        while (decision.TryNextRow(out var row))
        {
            Assert.Equal(page.Rows.Count, row.Place);
            page.Rows.Add((Encoding.UTF8.GetString(row.Id), row.Titles));
            for (var i = 0; i < row.Titles; i++) page.Titles.Add(Read(decision.NextTitle()));
        }
    }

    private LoggedTitle Read(ShownTitle shown)
    {
        var title = _titles[shown.Number];
        Assert.Equal(title.Artworks.Length, shown.ImageChances.Length + shown.TrailerChances.Length);
        var (image, imageChance) = Chosen(title, shown.Image, 0, shown.ImageChances);
        var (trailer, trailerChance) = Chosen(title, shown.Trailer, title.Images, shown.TrailerChances);
        List<double> sums = [];
        if (shown.ImageChances.Length > 1) sums.Add(Sum(shown.ImageChances));
        if (shown.TrailerChances.Length > 1) sums.Add(Sum(shown.TrailerChances));
        return new LoggedTitle($"{Encoding.UTF8.GetString(title.Id)} {image} {imageChance} {trailer} {trailerChance}", Encoding.UTF8.GetString(title.Id), image, imageChance, shown.ImageChances.ToArray(), sums);
    }

    private static (string Id, float Chance) Chosen(TitleRecord title, int chosen, int first, ReadOnlySpan<float> chances) =>
        chosen < 0 ? ("", 0) : (Encoding.UTF8.GetString(title.Artworks[first + chosen]), chances[chosen]);

    private static double Sum(ReadOnlySpan<float> chances)
    {
        var sum = 0.0;
        foreach (var chance in chances) sum += chance;
        return sum;
    }
}
