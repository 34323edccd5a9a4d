namespace Recommender.Storage.Decisions;

/// <summary>A title that was shown, and with what it could have been.</summary>
public readonly ref struct ShownTitle
{
    internal const byte NoneChosen = byte.MaxValue;

    /// <summary>The number of its <see cref="TitleRecord"/>.</summary>
    public required int Number { get; init; }

    /// <summary>The chosen image, from 0; -1 where it has none.</summary>
    public required int Image { get; init; }

    /// <summary>The chosen trailer, from 0 after the images; -1 where it has none.</summary>
    public required int Trailer { get; init; }

    /// <summary>With what probability each image was drawn from.</summary>
    public required ReadOnlySpan<float> ImageChances { get; init; }

    /// <summary>With what probability each trailer was.</summary>
    public required ReadOnlySpan<float> TrailerChances { get; init; }
}
