using Recommender.Numerics.Files;

namespace Recommender.Storage.Models;

/// <summary>Model files that were written together and agree with each other.</summary>
public sealed class ModelGeneration
{
    private readonly string _folder;

    internal ModelGeneration(string folder, long number, IReadOnlyList<string> names, IReadOnlyList<string> passedOver) =>
        (_folder, Number, Names, PassedOver) = (folder, number, names, passedOver);

    /// <summary>Higher than that of every earlier one.</summary>
    public long Number { get; }

    /// <summary>When it was committed.</summary>
    public DateTimeOffset CreatedAt => new(File.GetLastWriteTimeUtc(Path.Combine(_folder, Manifest.FileName)), TimeSpan.Zero);

    /// <summary>Names of the files.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Why later generations were not taken, each naming file and place; empty where this is the newest that was committed.</summary>
    public IReadOnlyList<string> PassedOver { get; }

    /// <summary>Where a file is.</summary>
    /// <exception cref="ArgumentException">The generation has no such file.</exception>
    public string PathOf(string name) =>
        Names.Contains(name, StringComparer.Ordinal)
            ? Path.Combine(_folder, name)
            : throw new ArgumentException($"generation {Number} has no file '{name}'; it has: {string.Join(", ", Names)}", nameof(name));

    /// <summary>Reads every byte of every file and compares checksums. Seconds for gigabytes.</summary>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="InvalidFileException">A file is damaged; the error names it, the section and the place.</exception>
    public void Verify(CancellationToken cancellation = default)
    {
        foreach (var name in Names)
        {
            using var file = SectionFile.Open(PathOf(name));
            file.Verify(progress: null, cancellation);
        }
    }
}
