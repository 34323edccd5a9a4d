namespace Recommender.Storage.Decisions;

/// <summary>A row that was shown.</summary>
public readonly ref struct DecisionRow
{
    /// <summary>Its kind, as the wire numbers them.</summary>
    public required byte Kind { get; init; }

    /// <summary>Its id, in UTF-8.</summary>
    public required ReadOnlySpan<byte> Id { get; init; }

    /// <summary>Its place on the page, from 0.</summary>
    public required byte Place { get; init; }

    /// <summary>How many titles it has.</summary>
    public required int Titles { get; init; }
}
