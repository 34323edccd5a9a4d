using System.CommandLine;

namespace Recommender.Cli.Evaluate;

/// <summary>The flags of <c>recommender evaluate</c>.</summary>
internal sealed class EvaluateOptions
{
    public Argument<string?> Dataset { get; } = new("dataset") { Description = "Folder that `recommender import` made. Not needed with --train-file.", Arity = ArgumentArity.ZeroOrOne };

    public Option<string?> TrainFile { get; } = new("--train-file") { Description = "Interactions to learn from, of a split that files give: lines of member, title and, if there, value and time, with tabs, commas or '::' between them, or of a member and all its titles with spaces." };

    public Option<string?> TestFile { get; } = new("--test-file") { Description = "Interactions that are asked for, in the same formats." };

    public Option<string?> FoldInFile { get; } = new("--fold-in-file") { Description = "Histories of members who are asked and not learnt from, in the same formats." };

    public Option<string?> NegativesFile { get; } = new("--negatives-file") { Description = "Titles that a member's are ranked among instead of all: lines of (member,title), then titles after tabs." };

    public Option<string> Protocol { get; } = new("--protocol") { Description = "How a dataset is taken apart: leave-last-out (each member's last titles are asked for), temporal (all that happened from a moment on), random (titles drawn from each member), strong (members of whom nothing is learnt).", DefaultValueFactory = static _ => "leave-last-out" };

    public Option<double?> Hold { get; } = new("--hold") { Description = "What is asked for: a number of titles of each member, from 1, or a share below 1; of temporal, a share of all interactions. 1 for leave-last-out, 0.2 otherwise." };

    public Option<double> HeldOutMembers { get; } = new("--held-out-members") { Description = "Share of the members that strong asks.", DefaultValueFactory = static _ => 0.1 };

    public Option<int> LeastTitles { get; } = new("--least-titles") { Description = "Fewest titles of a member whom strong asks.", DefaultValueFactory = static _ => 5 };

    public Option<int?> SampledNegatives { get; } = new("--sampled-negatives") { Description = "Rank what is asked for among so many drawn titles instead of all." };

    public Option<string> WithoutHistory { get; } = new("--without-history") { Description = "Members whom temporal finds without a history: drop, or ask with an empty one.", DefaultValueFactory = static _ => "drop" };

    public Option<string> UnknownTitles { get; } = new("--unknown-titles") { Description = "Titles asked for that nobody has in training: miss (they stay, and who knows nothing of them misses them) or drop.", DefaultValueFactory = static _ => "miss" };

    public Option<float?> PositiveFrom { get; } = new("--positive-from") { Description = "Least value of an interaction that counts; what is below is left out before the split." };

    public Option<string[]> Models { get; } = new("--models") { Description = "Which models: popularity, item-knn, ease, factors.", DefaultValueFactory = static _ => ["popularity", "item-knn", "ease", "factors"], AllowMultipleArgumentsPerToken = true };

    public Option<string[]> Set { get; } = new("--set") { Description = "A setting of a model, such as factors.dimension=128, which --tune then leaves alone. Repeatable.", DefaultValueFactory = static _ => [], AllowMultipleArgumentsPerToken = true };

    public Option<string?> Embeddings { get; } = new("--embeddings") { Description = "File that `recommender import embeddings` made: evaluates them too, as the model embeddings, with members folded in." };

    public Option<int> EaseTitles { get; } = new("--ease-titles") { Description = "Most titles that ease models, 1 to 16000; memory is up to 12 bytes times the square of it.", DefaultValueFactory = static _ => 10_000 };

    public Option<int[]> At { get; } = new("--at") { Description = "Lengths of the lists that are judged.", DefaultValueFactory = static _ => [10, 20, 50], AllowMultipleArgumentsPerToken = true };

    public Option<double?> Tune { get; } = new("--tune") { Description = "Minutes to search for settings, for all models together, on a validation part of what is learnt from." };

    public Option<int> TuneTrials { get; } = new("--tune-trials") { Description = "Most settings to try of each model. With enough time for all of them, the result is the same on every run.", DefaultValueFactory = static _ => int.MaxValue };

    public Option<string> TuneMetric { get; } = new("--tune-metric") { Description = "What the search makes as large as possible, and models are compared by.", DefaultValueFactory = static _ => "ndcg@10" };

    public Option<int> Resamples { get; } = new("--resamples") { Description = "Resamples of members that intervals are made of.", DefaultValueFactory = static _ => 1000 };

    public Option<ulong> Seed { get; } = new("--seed") { Description = "Start of all random numbers.", DefaultValueFactory = static _ => 1 };

    public Option<string?> Json { get; } = new("--json") { Description = "File to write the report to, as JSON." };

    public Option<string?> Markdown { get; } = new("--markdown") { Description = "File to write the tables to, as Markdown." };

    public IEnumerable<Option> All =>
    [
        TrainFile, TestFile, FoldInFile, NegativesFile, Protocol, Hold, HeldOutMembers, LeastTitles, SampledNegatives, WithoutHistory, UnknownTitles,
        PositiveFrom, Models, Embeddings, Set, EaseTitles, At, Tune, TuneTrials, TuneMetric, Resamples, Seed, Json, Markdown,
    ];
}
