using System.CommandLine;
using Recommender.Learning.Import;

namespace Recommender.Cli.Import;

/// <summary>What every import of a dataset can be told.</summary>
internal sealed class ImportFlags
{
    private static readonly ImportOptions Defaults = new();

    private readonly Option<DuplicatePolicy> _duplicates = new("--duplicates")
    {
        Description = "What becomes of several interactions of the same member with the same title: the last by time stays, the first, the one with the highest value, or the sum of their values with the last time.",
        DefaultValueFactory = static _ => Defaults.Duplicates,
    };

    private readonly Option<long> _memory = new("--memory")
    {
        HelpName = "MiB",
        Description = "Memory for interactions, from 1; what is more goes to a temporary file beside the dataset. Ids and titles come on top.",
        DefaultValueFactory = static _ => Defaults.MemoryBytes >> 20,
    };

    private readonly Option<double> _tolerance = new("--future-tolerance")
    {
        HelpName = "hours",
        Description = "How far ahead of now a time may be, from 0; later ones are refused.",
        DefaultValueFactory = static _ => Defaults.FutureTolerance.TotalHours,
    };

    private readonly Option<int> _support = new("--least-tag-support")
    {
        HelpName = "titles",
        Description = "Fewest titles that a viewer's tag or a person must belong to, to become a tag; from 1. For the film sets.",
        DefaultValueFactory = static _ => Defaults.LeastTagSupport,
    };

    public ImportFlags()
    {
        Check.AtLeast(_memory, 1);
        Check.AtLeast(_tolerance, 0);
        Check.AtLeast(_support, 1);
    }

    public OutputFlags Output { get; } = new("The dataset folder to make.");

    public void AddTo(Command command)
    {
        Output.AddTo(command);
        command.Options.Add(_duplicates);
        command.Options.Add(_memory);
        command.Options.Add(_tolerance);
        command.Options.Add(_support);
    }

    public ImportOptions Read(ParseResult parsed, IProgress<ImportProgress> progress)
    {
        var whole = Path.GetFullPath(Output.Path(parsed));
        return new ImportOptions
        {
            Duplicates = parsed.GetValue(_duplicates),
            Strict = Output.IsStrict(parsed),
            MemoryBytes = parsed.GetValue(_memory) << 20,
            FutureTolerance = TimeSpan.FromHours(parsed.GetValue(_tolerance)),
            LeastTagSupport = parsed.GetValue(_support),
            WorkFolder = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(whole)),
            Progress = progress,
        };
    }
}
