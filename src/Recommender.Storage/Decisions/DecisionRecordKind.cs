namespace Recommender.Storage.Decisions;

/// <summary>What a record of a log of decisions is.</summary>
public enum DecisionRecordKind : byte
{
    /// <summary>None of these: damaged, or of a later version.</summary>
    Unknown = 0,

    /// <summary>What a number in the records that follow stands for: a <see cref="TitleRecord"/>.</summary>
    Title = 1,

    /// <summary>What was shown: a <see cref="DecisionRecord"/>.</summary>
    Decision = 2,

    /// <summary>What came of it: an <see cref="OutcomeRecord"/>.</summary>
    Outcome = 3,
}
