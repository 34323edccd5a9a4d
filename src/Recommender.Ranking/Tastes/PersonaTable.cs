namespace Recommender.Ranking.Tastes;

/// <summary>Broad types that colour how titles are presented. They choose no title. Immutable.</summary>
public sealed class PersonaTable
{
    /// <summary>Names, such as <c>romance</c>.</summary>
    public required string[] Names { get; init; }

    /// <summary>How much each tag speaks for each persona, 0 to 1, shape (tags, personas), row-major.</summary>
    public required float[] Weights { get; init; }

    /// <summary>Number of personas.</summary>
    public int Count => Names.Length;
}
