using Recommender.Storage.Journaling;

namespace Recommender.Storage.Decisions;

/// <summary>A visitor of decisions as one of a journal.</summary>
internal readonly struct VisitorAdapter(IDecisionVisitor visitor) : IJournalVisitor
{
    public void Visit(ReadOnlySpan<byte> record, long position, long next) => visitor.Visit(record, next);
}
