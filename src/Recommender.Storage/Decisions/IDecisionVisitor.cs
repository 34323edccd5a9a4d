namespace Recommender.Storage.Decisions;

/// <summary>Takes the records of a log of decisions, one after another.</summary>
public interface IDecisionVisitor
{
    /// <summary>Takes one.</summary>
    /// <param name="record">Valid until the call returns; <see cref="DecisionRecords.KindOf"/> says what it is.</param>
    /// <param name="after">The position after it.</param>
    void Visit(ReadOnlySpan<byte> record, long after);
}
