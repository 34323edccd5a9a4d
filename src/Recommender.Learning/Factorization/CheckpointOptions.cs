namespace Recommender.Learning.Factorization;

/// <summary>Where a training keeps what it has reached.</summary>
public sealed record CheckpointOptions
{
    /// <summary>The file, replaced whole each time. Its folder exists.</summary>
    public required string Path { get; init; }

    /// <summary>Epochs from one checkpoint to the next, from 1.</summary>
    public int EveryEpochs { get; init; } = 5;

    /// <summary>Whether to go on from the file, where there is one.</summary>
    public bool Resume { get; init; }

    /// <summary>Refuses what is out of range.</summary>
    /// <exception cref="ArgumentException">A setting is out of range; the message names it, its value and what is allowed.</exception>
    public void Check()
    {
        Setting.Require(!string.IsNullOrEmpty(Path), nameof(Path), Path, "a file");
        Setting.Require(EveryEpochs >= 1, nameof(EveryEpochs), EveryEpochs, "from 1");
    }
}
