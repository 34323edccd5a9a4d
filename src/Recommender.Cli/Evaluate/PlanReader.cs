using System.CommandLine;
using Recommender.Learning.Data;
using Recommender.Learning.Evaluation;
using Recommender.Learning.Tuning;
using Spectre.Console;

namespace Recommender.Cli.Evaluate;

/// <summary>Makes a plan of flags and files.</summary>
internal sealed class PlanReader(ParseResult parsed, EvaluateOptions options, IAnsiConsole console)
{
    private readonly ProtocolReader _protocols = new(parsed, options);

    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidDataException">A flag or a file is wrong; the message says which and what is allowed.</exception>
    public EvaluationPlan Read(CancellationToken cancellation)
    {
        var kinds = new KindReader(parsed, options);
        var tuning = Tuning();
        var (name, protocol, split, titles) = Split(cancellation);
        split = OneOf(options.UnknownTitles, "miss", "drop") == "drop" ? UnknownTitles.Drop(split) : UnknownTitles.Keep(split);
        return new()
        {
            Dataset = name,
            Protocol = protocol,
            Split = split,
            Kinds = kinds.Read(titles),
            Titles = titles,
            Options = Evaluation(),
            Tuning = tuning,
            Validation = tuning is null ? null : Validation(split),
        };
    }

    private (string Name, string Protocol, Split Split, IReadOnlyList<Title> Titles) Split(CancellationToken cancellation)
    {
        if (parsed.GetValue(options.TrainFile) is { } trainFile) return SplitOfFiles(trainFile, cancellation);
        foreach (var option in new[] { options.TestFile, options.FoldInFile, options.NegativesFile })
        {
            if (parsed.GetValue(option) is not null) throw new InvalidDataException($"{option.Name} is given without --train-file");
        }

        var folder = parsed.GetValue(options.Dataset) ?? throw new InvalidDataException("nothing to evaluate: name the folder of a dataset, or files with --train-file and --test-file");
        var protocol = _protocols.Read();
        var dataset = DatasetFolder.Open(folder);
        return (Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), protocol.Description, protocol.Divide(Positive(dataset).Interactions), dataset.Titles);
    }

    private (string Name, string Protocol, Split Split, IReadOnlyList<Title> Titles) SplitOfFiles(string trainFile, CancellationToken cancellation)
    {
        if (parsed.GetValue(options.Dataset) is { } folder) throw new InvalidDataException($"both '{folder}' and --train-file are given; name one");
        var testFile = parsed.GetValue(options.TestFile) ?? throw new InvalidDataException("--train-file is given without --test-file");
        var (training, test) = (Read(trainFile, cancellation), Read(testFile, cancellation));
        var foldIn = parsed.GetValue(options.FoldInFile) is { } file ? Read(file, cancellation) : null;
        var negatives = parsed.GetValue(options.NegativesFile) is { } path ? NegativesFile.Read(path) : null;
        var (split, titles) = FixedSplit.Of(training, test, foldIn, negatives);
        var among = negatives is null ? "" : ", among given negatives";
        return (Path.GetFileName(trainFile), $"given files{(foldIn is null ? "" : ", members folded in")}{among}", split, titles);
    }

    private Dataset Read(string path, CancellationToken cancellation)
    {
        var dataset = InteractionFile.Read(path, cancellation, out var refused);
        if (refused is not null) console.MarkupLineInterpolated($"[yellow]{refused}[/]");
        return Positive(dataset);
    }

    private Dataset Positive(Dataset dataset) => parsed.GetValue(options.PositiveFrom) is { } least
        ? new(dataset.Members, dataset.Titles, dataset.Tags, Subset.From(dataset.Interactions, least))
        : dataset;

    // Of a split that files give, what is most like it: members folded in, drawn candidates, or each member's last titles.
    private ISplitProtocol Validation(Split split)
    {
        if (parsed.GetValue(options.TrainFile) is null) return _protocols.Read();
        if (parsed.GetValue(options.FoldInFile) is not null) return _protocols.Strong();
        if (split.Cases.HasCandidates) return _protocols.LastAmong(split.Cases.Candidates(0).Length - split.Cases.Relevant(0).Length);
        return _protocols.RandomShare();
    }

    private EvaluationOptions Evaluation() => new()
    {
        Cutoffs = parsed.GetRequiredValue(options.At),
        Resamples = parsed.GetValue(options.Resamples) is >= 0 and var resamples ? resamples : throw new InvalidDataException($"--resamples is {parsed.GetValue(options.Resamples)}; allowed is from 0"),
        Seed = parsed.GetValue(options.Seed),
    };

    private TuneOptions? Tuning()
    {
        if (parsed.GetValue(options.Tune) is not { } minutes) return null;
        if (minutes is not (> 0 and <= 100_000)) throw new InvalidDataException($"--tune is {minutes}; allowed are minutes, above 0");
        if (parsed.GetValue(options.TuneTrials) is < 1 and var trials) throw new InvalidDataException($"--tune-trials is {trials}; allowed is from 1");
        return new()
        {
            Metric = Metric.Parse(parsed.GetRequiredValue(options.TuneMetric)),
            Budget = TimeSpan.FromMinutes(minutes),
            MostTrials = parsed.GetValue(options.TuneTrials),
            Seed = parsed.GetValue(options.Seed),
        };
    }

    private string OneOf(Option<string> option, params ReadOnlySpan<string> allowed)
    {
        var given = parsed.GetRequiredValue(option);
        return allowed.Contains(given) ? given : throw new InvalidDataException($"{option.Name} is '{given}'; allowed is {string.Join(" or ", allowed.ToArray())}");
    }
}
