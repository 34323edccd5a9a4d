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

    /// <summary>The same, shape (personas, tags): what is summed up for a member is read in one go.</summary>
    internal float[] ByPersona => field ??= Transposed();

    private float[] Transposed()
    {
        var (tags, turned) = (Count == 0 ? 0 : Weights.Length / Count, new float[Weights.Length]);
        for (var tag = 0; tag < tags; tag++)
            for (var persona = 0; persona < Count; persona++) turned[(persona * tags) + tag] = Weights[(tag * Count) + persona];
        return turned;
    }
}
