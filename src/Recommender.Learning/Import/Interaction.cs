namespace Recommender.Learning.Import;

/// <summary>A line of a file of interactions, with row numbers for ids.</summary>
/// <param name="Member">Member row.</param>
/// <param name="Title">Title row.</param>
/// <param name="Value">Rating or strength.</param>
/// <param name="Time">Seconds since 1970 UTC; 0 where nobody knows.</param>
/// <param name="Place">Where it stands among all, from 0.</param>
internal readonly record struct Interaction(int Member, int Title, float Value, long Time, long Place)
{
    /// <summary>One of two of the same member and title, of which <paramref name="next"/> stands later.</summary>
    public Interaction With(in Interaction next, DuplicatePolicy policy) => policy switch
    {
        DuplicatePolicy.First => next.Time < Time ? next : this,
        DuplicatePolicy.Highest => next.Value > Value || (next.Value == Value && next.Time >= Time) ? next : this,
        DuplicatePolicy.Sum => (next.Time >= Time ? next : this) with { Value = Math.Clamp(Value + next.Value, -float.MaxValue, float.MaxValue) },
        _ => next.Time >= Time ? next : this,
    };
}
