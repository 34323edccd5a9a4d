using Recommender.Learning.Data;

namespace Recommender.Learning.Scoring;

/// <summary>Something that was learnt and can say how much a member with some history would like each title: what is evaluated. Safe from many threads.</summary>
public interface ITitleScorer
{
    /// <summary>As people read it in a table, such as <c>popularity</c>.</summary>
    string Name { get; }

    /// <summary>Number of titles that it scores, t.</summary>
    int TitleCount { get; }

    /// <summary>Scores every title.</summary>
    /// <param name="history">What the member did; may be empty. Its titles are scored like all others.</param>
    /// <param name="scores">Receives finite scores, higher is better, shape (t).</param>
    void Score(MemberHistory history, Span<float> scores);
}
