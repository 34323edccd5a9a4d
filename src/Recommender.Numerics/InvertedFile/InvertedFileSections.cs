using Recommender.Numerics.Files;
using Recommender.Numerics.Lists;

namespace Recommender.Numerics;

/// <summary>What an inverted file knows beside its rows, as sections of a file.</summary>
internal static class InvertedFileSections
{
    // Of a reach.
    private const int Numbers = 4;

    public static void Save(ProbePlan plan, MeasuredRecall recall, InvertedFileOptions options, SectionFileWriter file, string name)
    {
        var reaches = plan.Measured.SelectMany(reach => new[] { reach.K, reach.Probes, reach.Slack, reach.Doubt }).ToArray();
        file.Write<double>($"{name}.reach", reaches);
        file.Write<double>($"{name}.recall", [recall.Recall, recall.Queries, recall.K, recall.Target]);
        file.Write<int>($"{name}.limits", [options.RowLimit, options.DeltaRows]);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidFileException">A section is missing, has another type or shape or a number that may not be there.</exception>
    public static (ProbePlan Plan, MeasuredRecall Recall, InvertedFileOptions Options) Map(SectionFile file, string name, ListStore store)
    {
        using var reaches = file.Vector<double>($"{name}.reach");
        using var recall = file.Vector<double>($"{name}.recall", 4);
        using var limits = file.Vector<int>($"{name}.limits", 2);
        var options = new InvertedFileOptions
        {
            TargetRecall = recall[3],
            K = (int)recall[2],
            RowLimit = limits[0],
            DeltaRows = limits[1],
        };
        try
        {
            options.Check(store.SlotOf.Length);
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw file.Refuse($"{name}.limits", 0, error.Message);
        }

        return (Plan(file, name, reaches.Span), new MeasuredRecall(recall[0], (int)recall[1], options.K, options.TargetRecall), options);
    }

    private static ProbePlan Plan(SectionFile file, string name, ReadOnlySpan<double> numbers)
    {
        var reaches = new Reach[numbers.Length / Numbers];
        for (var i = 0; i < reaches.Length; i++)
        {
            reaches[i] = new Reach(numbers[Numbers * i], numbers[Numbers * i + 1], numbers[Numbers * i + 2], numbers[Numbers * i + 3]);
            if (!(reaches[i].K >= 1 && reaches[i].Probes >= 1 && reaches[i].Slack >= 0 && reaches[i].Doubt is >= 0 and <= 1) || (i > 0 && reaches[i].K <= reaches[i - 1].K))
                throw file.Refuse($"{name}.reach", Numbers * i, $"{reaches[i]} is no reach, or out of order");
        }

        if (reaches.Length == 0 || numbers.Length % Numbers != 0) throw file.Refuse($"{name}.reach", 0, $"{numbers.Length} numbers; allowed {Numbers}, {2 * Numbers}, …");
        return new ProbePlan(reaches);
    }
}
