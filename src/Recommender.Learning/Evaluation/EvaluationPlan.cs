using Recommender.Learning.Data;
using Recommender.Learning.Tuning;

namespace Recommender.Learning.Evaluation;

/// <summary>What is to be evaluated.</summary>
public sealed record EvaluationPlan
{
    /// <summary>What is looked at, as people call it.</summary>
    public required string Dataset { get; init; }

    /// <summary>How it was taken apart, as people read it.</summary>
    public required string Protocol { get; init; }

    /// <summary>What is learnt and what is asked.</summary>
    public required Split Split { get; init; }

    /// <summary>The models, in the order in which they are reported.</summary>
    public required IReadOnlyList<IModelKind> Kinds { get; init; }

    /// <summary>Titles with their tags, for diversity; may be null.</summary>
    public IReadOnlyList<Title>? Titles { get; init; }

    /// <summary>How models are judged.</summary>
    public EvaluationOptions Options { get; init; } = new();

    /// <summary>How settings are searched for; null: the defaults are taken. The budget is for all kinds together and divided evenly among those that have settings.</summary>
    public TuneOptions? Tuning { get; init; }

    /// <summary>Takes the training part apart for that search.</summary>
    public ISplitProtocol? Validation { get; init; }
}
