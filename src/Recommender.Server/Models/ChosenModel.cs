using System.Globalization;
using System.Text;
using Recommender.Numerics.Files;

namespace Recommender.Server.Models;

/// <summary>Which model was chosen to be served, in a file that outlives the process. One thread at a time.</summary>
/// <param name="path">The file; null to keep nothing.</param>
internal sealed class ChosenModel(string? path)
{
    /// <summary>Its number; 0 where none was chosen.</summary>
    /// <exception cref="InvalidFileException">The file holds no number.</exception>
    public long Read()
    {
        if (path is null || !File.Exists(path)) return 0;
        var text = File.ReadAllText(path).Trim();
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new InvalidFileException(path, 0, $"holds '{text}'; expected is the number of a model. Without the file, the newest is served");
    }

    /// <summary>Keeps a choice: it is on disk when this returns.</summary>
    /// <exception cref="IOException">It cannot be written; the choice before stays.</exception>
    public void Write(long number)
    {
        if (path is null) return;
        using var file = AtomicFile.Create(path);
        file.Write(0, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number}\n")));
        file.Commit();
    }
}
