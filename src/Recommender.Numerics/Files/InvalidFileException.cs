namespace Recommender.Numerics.Files;

/// <summary>A file cannot be read as what it was opened as: it is damaged, cut short, of another kind or of a later version.</summary>
#pragma warning disable RCS1194 // It always says where: constructors without a place would lose that.
public sealed class InvalidFileException : IOException
#pragma warning restore RCS1194
{
    /// <summary>Says where and what.</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">Byte at which what is wrong begins.</param>
    /// <param name="problem">What is there and what is allowed.</param>
    public InvalidFileException(string path, long offset, string problem)
        : base($"{path}, byte {offset}: {problem}") => (FilePath, Offset) = (path, offset);

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>Byte at which what is wrong begins.</summary>
    public long Offset { get; }
}
