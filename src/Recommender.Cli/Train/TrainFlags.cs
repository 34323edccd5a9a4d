using System.CommandLine;
using System.Text.Json;
using Recommender.Learning.Communities;
using Recommender.Learning.Factorization;
using Recommender.Learning.Tastes;
using Recommender.Training;

namespace Recommender.Cli.Train;

/// <summary>The flags of <c>recommender train</c>: what is not given has the library's defaults.</summary>
internal sealed class TrainFlags
{
    private static readonly FactorizationOptions Defaults = new();
    private static readonly CheckpointOptions CheckpointDefaults = new() { Path = "" };

    private readonly Option<int> _dimension = Flag("--dimension", "Elements of an embedding, 8 to 512: more tell finer tastes and take time and memory.", Defaults.Dimension);
    private readonly Option<int> _epochs = Flag("--epochs", "Times that all members and then all titles are solved.", Defaults.Epochs);
    private readonly Option<double?> _unobserved = new("--unobserved-weight")
    {
        Description = $"Weight of a pair of which nothing is known, where that of an interaction is 1 in the mean. Unless given, {Defaults.UnobservedWeight}, or less where pairs are so many that together they would weigh more than {FactorizationOptions.MostUnobserved} times what all interactions do.",
    };
    private readonly Option<double> _regularization = Flag("--regularization", "Pull to the origin, multiplied by what an embedding is fitted to.", Defaults.Regularization);
    private readonly Option<double> _exponent = Flag("--regularization-exponent", "1 pulls each embedding by all that it is fitted to, 0 pulls all alike.", Defaults.RegularizationExponent);
    private readonly Option<double> _deviation = Flag("--initial-deviation", "Standard deviation of a first embedding's norm.", Defaults.InitialDeviation);
    private readonly Option<double> _grade = Flag("--grade", "How much more the greatest value says than the least: 0 for nothing, 1 for twice as much.", Defaults.Signal.Grade);
    private readonly Option<SignalScale> _scale = Flag("--scale", "How values lie between the least and the greatest: Linear for ratings, Logarithmic for counts.", Defaults.Signal.Scale);
    private readonly Option<double?> _negativeBelow = new("--negative-below") { Description = "Values below this are dislikes; none unless given." };
    private readonly Option<double> _negativeTarget = Flag("--negative-target", "Target of a dislike, 0 or below, where that of a liking is 1.", Defaults.Signal.NegativeTarget);
    private readonly Option<double> _negativeWeight = Flag("--negative-weight", "Confidence in a dislike, where that in a liking is 1 in the mean.", Defaults.Signal.NegativeWeight);
    private readonly Option<double?> _halfLife = new("--half-life") { Description = "Days in which an event loses half of its confidence; none is lost unless given." };
    private readonly Option<ulong> _seed = Flag("--seed", "Start of all random numbers: the same dataset and settings give the same model.", Defaults.Seed);
    private readonly Option<int?> _threads = new("--threads") { Description = "Most threads; all cores unless given. The model does not depend on it." };
    private readonly Option<int> _communities = Flag("--communities", "Most taste communities; small sets have fewer.", new TasteCommunityOptions().Most);
    private readonly Option<string?> _checkpoint = new("--checkpoint") { HelpName = "file", Description = "File that keeps what the training has reached." };
    private readonly Option<int> _checkpointEvery = Flag("--checkpoint-every", "Epochs from one checkpoint to the next.", CheckpointDefaults.EveryEpochs);
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on from the checkpoint, where there is one, to the same model as without interruption." };

    private readonly Argument<string> _dataset = new("dataset") { Description = "Folder that `recommender import` made." };

    private readonly Option<string> _output = new("--out") { Required = true, HelpName = "folder", Description = "Folder of models, made where it is absent: the new one becomes the newest generation there, and the one before is kept." };

    private readonly Option<string?> _embeddings = new("--embeddings") { HelpName = "file", Description = "Titles' embeddings that `recommender import embeddings` made, to publish instead of training. Titles without one get theirs from tags." };

    private readonly Option<string?> _evaluation = new("--evaluation") { HelpName = "file", Description = "Report that `recommender evaluate --json` wrote, to publish with the model." };

    public void AddTo(Command command)
    {
        command.Add(_dataset);
        foreach (var option in (Option[])[
            _output, _dimension, _epochs, _unobserved, _regularization, _exponent, _deviation, _grade, _scale, _negativeBelow, _negativeTarget,
            _negativeWeight, _halfLife, _seed, _threads, _communities, _checkpoint, _checkpointEvery, _resume, _embeddings, _evaluation]) command.Add(option);
    }

    /// <summary>The folder of the dataset.</summary>
    public string Dataset(ParseResult parsed) => parsed.GetRequiredValue(_dataset);

    /// <summary>Whether the weight of a pair of which nothing is known is left to what suits the dataset.</summary>
    public bool LeavesUnobservedWeight(ParseResult parsed) => parsed.GetValue(_unobserved) is null;

    /// <summary>What the other flags say.</summary>
    /// <exception cref="InvalidDataException">A value is out of its range; the message names the flag, the value and what is allowed.</exception>
    public TrainingPlan Read(ParseResult parsed)
    {
        if (parsed.GetValue(_resume) && parsed.GetValue(_checkpoint) is null) throw new InvalidDataException($"{_resume.Name} needs {_checkpoint.Name}");
        AtLeast(parsed, _communities, 1);
        AtLeast(parsed, _checkpointEvery, 1);
        return new()
        {
            Output = parsed.GetRequiredValue(_output),
            Embeddings = parsed.GetValue(_embeddings),
            Evaluation = parsed.GetValue(_evaluation) is { } path ? ReadJson(path) : null,
            Factorization = Checked(Factorization(parsed)),
            Checkpoints = Checkpoints(parsed),
            Tastes = Tastes(parsed),
        };
    }

    private FactorizationOptions Factorization(ParseResult parsed) => new()
    {
        Dimension = parsed.GetValue(_dimension),
        Epochs = parsed.GetValue(_epochs),
        UnobservedWeight = parsed.GetValue(_unobserved) ?? Defaults.UnobservedWeight,
        Regularization = parsed.GetValue(_regularization),
        RegularizationExponent = parsed.GetValue(_exponent),
        InitialDeviation = parsed.GetValue(_deviation),
        Seed = parsed.GetValue(_seed),
        Threads = parsed.GetValue(_threads),
        Signal = new()
        {
            Grade = parsed.GetValue(_grade),
            Scale = parsed.GetValue(_scale),
            NegativeBelow = parsed.GetValue(_negativeBelow),
            NegativeTarget = parsed.GetValue(_negativeTarget),
            NegativeWeight = parsed.GetValue(_negativeWeight),
            HalfLifeDays = parsed.GetValue(_halfLife),
        },
    };

    private CheckpointOptions? Checkpoints(ParseResult parsed) =>
        parsed.GetValue(_checkpoint) is { } path ? new() { Path = path, EveryEpochs = parsed.GetValue(_checkpointEvery), Resume = parsed.GetValue(_resume) } : null;

    private TasteOptions Tastes(ParseResult parsed) => new()
    {
        Communities = new() { Most = parsed.GetValue(_communities), Seed = parsed.GetValue(_seed), Threads = parsed.GetValue(_threads) },
    };

    private static Option<T> Flag<T>(string name, string description, T value) => new(name) { Description = description, DefaultValueFactory = _ => value };

    // What the library says of a setting, said of the flag.
    private FactorizationOptions Checked(FactorizationOptions options)
    {
        try
        {
            options.Check();
            return options;
        }
        catch (ArgumentException refused)
        {
            var setting = refused.Message[..refused.Message.IndexOf(' ', StringComparison.Ordinal)];
            var said = refused.Message.Split(" (Parameter", 2)[0];
            throw new InvalidDataException(FlagOf(setting) is { } flag ? flag.Name + said[setting.Length..] : said, refused);
        }
    }

    private Option? FlagOf(string setting) => setting switch
    {
        nameof(FactorizationOptions.Dimension) => _dimension,
        nameof(FactorizationOptions.Epochs) => _epochs,
        nameof(FactorizationOptions.UnobservedWeight) => _unobserved,
        nameof(FactorizationOptions.Regularization) => _regularization,
        nameof(FactorizationOptions.RegularizationExponent) => _exponent,
        nameof(FactorizationOptions.InitialDeviation) => _deviation,
        nameof(FactorizationOptions.Threads) => _threads,
        nameof(SignalOptions.Grade) => _grade,
        nameof(SignalOptions.NegativeBelow) => _negativeBelow,
        nameof(SignalOptions.NegativeTarget) => _negativeTarget,
        nameof(SignalOptions.NegativeWeight) => _negativeWeight,
        nameof(SignalOptions.HalfLifeDays) => _halfLife,
        _ => null,
    };

    private static void AtLeast(ParseResult parsed, Option<int> option, int least)
    {
        if (parsed.GetValue(option) < least) throw new InvalidDataException($"{option.Name} is {parsed.GetValue(option)}; allowed is {least} and more");
    }

    private static JsonDocument ReadJson(string path)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(path));
        }
        catch (JsonException damage)
        {
            throw new InvalidDataException($"{path} is no JSON: {damage.Message}", damage);
        }
    }
}
