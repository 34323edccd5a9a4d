using Recommender.Learning.Data;

namespace Recommender.Learning.Evaluation;

/// <summary>A way of taking interactions apart into what is learnt and what is asked. Immutable; safe from many threads.</summary>
public interface ISplitProtocol
{
    /// <summary>As people read it, with its settings, such as <c>leave-last-out (the last 1)</c>.</summary>
    string Description { get; }

    /// <summary>Takes interactions apart: every one ends in training, in a case's history or among its relevant titles, or a note counts it.</summary>
    /// <exception cref="InvalidDataException">Nothing is left to learn or to ask; the message says why.</exception>
    Split Divide(Interactions interactions);
}
