using Recommender.Numerics.Files;

namespace Recommender.Learning.Data;

/// <summary>A dataset on disk: a folder of section files with checksums, made one by a manifest that is written last.</summary>
/// <remarks>
/// <c>members</c>, <c>titles</c>, <c>tags</c>: their texts as compressed rows of UTF-8, and numbers as vectors, by row.
/// <c>interactions</c>, <c>interaction-values</c>, <c>interaction-times</c>: the arrays of <see cref="Interactions"/>.
/// The same dataset gives the same bytes. Written aside and renamed, so that the name bears a whole dataset or the one before.
/// </remarks>
public static class DatasetFolder
{
    /// <summary>Writes a dataset.</summary>
    /// <param name="path">The folder to make.</param>
    /// <param name="dataset">What to write.</param>
    /// <param name="replace">Whether a dataset that is there is replaced; it stays until the new one is whole.</param>
    /// <exception cref="IOException">The folder exists and is not to be replaced or is no dataset, or the disk is full or fails: what was there stays.</exception>
    public static void Save(string path, Dataset dataset, bool replace = false)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        RefuseTaken(path, replace);
        using var writer = new DatasetWriter(path);
        for (var member = 0; member < dataset.Interactions.MemberCount; member++)
        {
            var history = dataset.Interactions[member];
            writer.Append(history.Titles, history.Values, history.Times);
        }

        writer.Commit(dataset.Members, dataset.Titles, dataset.Tags, replace);
    }

    /// <summary>Reads a dataset into memory, and looks at every byte's checksum. O(its size).</summary>
    /// <exception cref="IOException">The folder is no dataset, or a file is missing, damaged, of a later version or another dataset's.</exception>
    /// <exception cref="InvalidDataException">The parts contradict each other.</exception>
    public static Dataset Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Directory.Exists(path)) throw new DirectoryNotFoundException($"there is no dataset folder '{path}'");
        DatasetManifest.Check(path);
        var members = Read(path, "members", static file => TextColumn.Read(file, "ids"));
        var tags = Read(path, "tags", ReadTags);
        var titles = Read(path, "titles", file => TitleColumns.Read(file, tags));
        var (titleCount, titleRows, offsets) = Read(path, "interactions", ReadInteractions);
        var values = Read(path, "interaction-values", static file => Elements<float>(file, "values"));
        var times = Read(path, "interaction-times", static file => Elements<long>(file, "times"));
        return new Dataset(new IdTable(members), titles, tags, new Interactions(titleCount, offsets, titleRows, values, times));
    }

    /// <summary>Whether a folder is a dataset of some version, whole or damaged.</summary>
    public static bool IsDataset(string path) => DatasetManifest.IsIn(path);

    /// <summary>Refuses a place where something is that must stay.</summary>
    /// <exception cref="IOException">The folder exists and is not to be replaced, or is something else than a dataset, or holds something besides one.</exception>
    public static void RefuseTaken(string path, bool replace)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Path.Exists(path)) return;
        if (!replace) throw new IOException($"'{path}' exists; name another folder or replace it");
        if (!DatasetManifest.IsIn(path)) throw new IOException($"'{path}' is no dataset folder, so it is not replaced; name another folder");
        foreach (var other in Directory.EnumerateFileSystemEntries(path).Select(Path.GetFileName).Except(DatasetManifest.Files).Where(static name => name != DatasetManifest.FileName))
            throw new IOException($"'{path}' holds '{other}' beside the dataset, which would be lost with it, so it is not replaced; name another folder");
    }

    private static Tag[] ReadTags(SectionFile file)
    {
        var groups = TextColumn.Read(file, "groups");
        return [.. groups.Zip(TextColumn.Read(file, "names", groups.Length), static (group, name) => new Tag(group, name))];
    }

    private static (int TitleCount, int[] Titles, long[] Offsets) ReadInteractions(SectionFile file)
    {
        using var titleCount = file.Vector<int>("title-count", 1);
        if (titleCount[0] < 0) throw new InvalidFileException(file.FilePath, 0, $"title-count is {titleCount[0]}; allowed is 0 and more");
        return (titleCount[0], Elements<int>(file, "titles"), Elements<long>(file, "offsets"));
    }

    private static T[] Elements<T>(SectionFile file, string name)
        where T : unmanaged
    {
        using var vector = file.Vector<T>(name);
        return vector.Span.ToArray();
    }

    private static T Read<T>(string folder, string name, Func<SectionFile, T> read)
    {
        using var file = SectionFile.Open(Path.Combine(folder, name), $"recommender.dataset.{name}", DatasetWriter.Version);
        file.Verify();
        return read(file);
    }
}
