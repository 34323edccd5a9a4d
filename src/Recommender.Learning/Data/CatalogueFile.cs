using Recommender.Numerics.Files;

namespace Recommender.Learning.Data;

/// <summary>Titles with names, years, tags and artworks in one file, such as a published model carries along.</summary>
public static class CatalogueFile
{
    private const string Kind = "recommender.catalogue";
    private const int Version = 1;

    /// <summary>Writes titles and tags, in place of any older file.</summary>
    /// <exception cref="IOException">The folder is absent or the disk is full or fails; the old file is untouched.</exception>
    public static void Save(string path, IReadOnlyList<Title> titles, IReadOnlyList<Tag> tags)
    {
        ArgumentNullException.ThrowIfNull(titles);
        ArgumentNullException.ThrowIfNull(tags);
        using var file = SectionFileWriter.Create(path, Kind, Version);
        TextColumn.Write(file, "tag-groups", tags.Select(static tag => tag.Group));
        TextColumn.Write(file, "tag-names", tags.Select(static tag => tag.Name));
        TitleColumns.Write(file, titles, tags);
        file.Commit();
    }

    /// <summary>Reads them, and looks at every byte's checksum.</summary>
    /// <exception cref="InvalidFileException">The file is damaged, of another kind or a later version.</exception>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static (IReadOnlyList<Title> Titles, IReadOnlyList<Tag> Tags) Open(string path)
    {
        using var file = SectionFile.Open(path, Kind, Version);
        file.Verify();
        var groups = TextColumn.Read(file, "tag-groups");
        Tag[] tags = [.. groups.Zip(TextColumn.Read(file, "tag-names", groups.Length), static (group, name) => new Tag(group, name))];
        return (TitleColumns.Read(file, tags), tags);
    }
}
