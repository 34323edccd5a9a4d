using Recommender.Learning.Data;
using Recommender.Numerics;
using Recommender.Numerics.Files;

namespace Recommender.Learning.MicroGenres;

/// <summary>Micro-genres by row, best first: each a name, the tags that make it and the titles that are of it. Immutable; safe from many threads.</summary>
public sealed class MicroGenreSet : IDisposable
{
    /// <summary>What its file holds.</summary>
    public const string Kind = "recommender.micro-genres";

    private const int Version = 1;

    private readonly string[] _names;
    private readonly CompressedRows<int> _tags;
    private readonly CompressedRows<int> _titles;
    private readonly CompressedRows<float> _strengths;
    private readonly float[] _supports;
    private readonly float[] _lifts;

    internal MicroGenreSet(
        string[] names, CompressedRows<int> tags, CompressedRows<int> titles, CompressedRows<float> strengths, float[] supports, float[] lifts, int titleCount) =>
        (_names, _tags, _titles, _strengths, _supports, _lifts, TitleCount) = (names, tags, titles, strengths, supports, lifts, titleCount);

    /// <summary>Number of micro-genres.</summary>
    public int Count => _names.Length;

    /// <summary>Number of titles of the catalogue that they were mined from.</summary>
    public int TitleCount { get; }

    /// <summary>What it is called, such as <c>Gritty Crime Dramas from the 1970s</c>. No two have the same name.</summary>
    public string Name(int row) => _names[row];

    /// <summary>Rows of the tags that make it, ascending; tags that mean the same are all there.</summary>
    public ReadOnlySpan<int> Tags(int row) => _tags[row];

    /// <summary>Rows of its titles, strongest first.</summary>
    public ReadOnlySpan<int> Titles(int row) => _titles[row];

    /// <summary>How much each of <see cref="Titles"/> is of it, in (0, 1], never rising: the least weight of its tags, less for a title of other genres too.</summary>
    public ReadOnlySpan<float> Strengths(int row) => _strengths[row];

    /// <summary>The sum over its titles of the least weight of its tags.</summary>
    public float Support(int row) => _supports[row];

    /// <summary>How many times as often its tags stand together as they would by chance; 1 for one tag alone.</summary>
    public float Lift(int row) => _lifts[row];

    /// <summary>Writes a file, in place of any older one.</summary>
    /// <exception cref="IOException">The folder is absent or the disk is full or fails; the old file is untouched.</exception>
    public void Save(string path)
    {
        using var file = SectionFileWriter.Create(path, Kind, Version);
        TextColumn.Write(file, "names", _names);
        _tags.Save(file, "tags");
        _titles.Save(file, "titles");
        _strengths.Save(file, "strengths");
        file.Write<float>("supports", _supports);
        file.Write<float>("lifts", _lifts);
        file.Write<int>("catalogue", [TitleCount]);
        file.Commit();
    }

    /// <summary>Maps a file's titles and reads the rest. The caller disposes of it.</summary>
    /// <exception cref="InvalidFileException">The file is damaged, of another kind or a later version, or its parts contradict each other.</exception>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static MicroGenreSet Load(string path)
    {
        using var file = SectionFile.Open(path, Kind, Version);
        var names = TextColumn.Read(file, "names");
        using var supports = file.Vector<float>("supports", names.Length);
        using var lifts = file.Vector<float>("lifts", names.Length);
        using var catalogue = file.Vector<int>("catalogue", 1);
        var set = new MicroGenreSet(
            names, file.CompressedRows<int>("tags"), file.CompressedRows<int>("titles"), file.CompressedRows<float>("strengths"),
            supports.Span.ToArray(), lifts.Span.ToArray(), catalogue[0]);
        if (set.Fault() is not { } fault) return set;

        set.Dispose();
        throw new InvalidFileException(path, 0, fault);
    }

    /// <summary>Lets go of the file.</summary>
    public void Dispose()
    {
        _tags.Dispose();
        _titles.Dispose();
        _strengths.Dispose();
    }

    private string? Fault()
    {
        if (_tags.Rows != Count || _titles.Rows != Count || _strengths.Rows != Count)
            return $"there are {Count} names, tags of {_tags.Rows} micro-genres, titles of {_titles.Rows} and strengths of {_strengths.Rows}";
        for (var row = 0; row < Count; row++)
        {
            if (_titles[row].Length != _strengths[row].Length) return $"micro-genre {row} has {_titles[row].Length} titles and {_strengths[row].Length} strengths";
            if (_titles[row].ContainsAnyExceptInRange(0, TitleCount - 1)) return $"micro-genre {row} has a title outside 0..{TitleCount - 1}";
        }

        return null;
    }
}
