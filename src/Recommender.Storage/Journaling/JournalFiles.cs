namespace Recommender.Storage.Journaling;

/// <summary>The files of a journal.</summary>
/// <param name="folder">The journal's.</param>
internal sealed class JournalFiles(string folder)
{
    /// <summary>Path that the names of the files with records begin with.</summary>
    public string Records => Path.Combine(folder, "records");

    /// <summary>Path that the name of the file with the state begins with.</summary>
    public string State => Path.Combine(folder, "state");

    /// <summary>The file with the state.</summary>
    public string StateFile => State + ".0";

    /// <summary>Copies what is durable, none of which leaves meanwhile.</summary>
    /// <param name="target">The copy's folder.</param>
    /// <param name="now">The state when the copy begins.</param>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public void Copy(string target, JournalState now)
    {
        Journaling.StateFile.Write(PathIn(target, StateFile), now);   // as it was when the copy began: the file may be further already
        if (now.Durable == now.Begin) return;   // a journal that never had a record has no file for one
        var geometry = now.Geometry;
        for (var segment = geometry.SegmentOf(now.Begin); geometry.SegmentStart(segment) < now.Durable; segment++)
        {
            var name = $"{Records}.{segment}";
            var bytes = Math.Min(now.Durable - geometry.SegmentStart(segment), geometry.SegmentBytes);
            var sectors = (bytes + Geometry.SectorBytes - 1) & -Geometry.SectorBytes;
            FilePart.Copy(name, PathIn(target, name), bytes, sectors);
        }
    }

    private static string PathIn(string target, string path) => Path.Combine(target, Path.GetFileName(path));
}
