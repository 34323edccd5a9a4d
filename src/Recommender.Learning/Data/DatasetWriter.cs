using Recommender.Numerics.Files;

namespace Recommender.Learning.Data;

/// <summary>Writes a dataset folder part by part, interactions member after member: nothing of their size is held.</summary>
internal sealed class DatasetWriter : IInteractionSink, IDisposable
{
    public const int Version = 1;

    private readonly string _path;
    private readonly AtomicFolder _folder;
    private readonly SectionFileWriter _titles;
    private readonly SectionFileWriter _values;
    private readonly SectionFileWriter _times;
    private readonly SectionWriter<int> _titleRows;
    private readonly SectionWriter<float> _valueRows;
    private readonly SectionWriter<long> _timeRows;
    private readonly List<long> _offsets = [0];

    public DatasetWriter(string path)
    {
        (_path, _folder) = (path, AtomicFolder.Create(path));
        try
        {
            _titles = Start("interactions");
            _values = Start("interaction-values");
            _times = Start("interaction-times");
            _titleRows = _titles.Begin<int>("titles");
            _valueRows = _values.Begin<float>("values");
            _timeRows = _times.Begin<long>("times");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Append(ReadOnlySpan<int> titles, ReadOnlySpan<float> values, ReadOnlySpan<long> times)
    {
        _titleRows.Append(titles);
        _valueRows.Append(values);
        _timeRows.Append(times);
        _offsets.Add(_offsets[^1] + titles.Length);
    }

    /// <summary>Puts the dataset in place, once every member's interactions are appended.</summary>
    public void Commit(IdTable members, IReadOnlyList<Title> titles, IReadOnlyList<Tag> tags, bool replace)
    {
        EndInteractions(titles.Count);
        WriteFile("members", file => TextColumn.Write(file, "ids", members.Ids.ToArray()));
        WriteFile("titles", file => TitleColumns.Write(file, titles, tags));
        WriteFile("tags", file =>
        {
            TextColumn.Write(file, "groups", tags.Select(static tag => tag.Group));
            TextColumn.Write(file, "names", tags.Select(static tag => tag.Name));
        });
        DatasetManifest.Write(_folder.FolderPath);
        DatasetFolder.RefuseTaken(_path, replace);   // once more: hours may have passed
        _folder.Commit(replace);
    }

    public void Dispose()
    {
        _titles?.Dispose();
        _values?.Dispose();
        _times?.Dispose();
        _folder.Dispose();
    }

    private void EndInteractions(int titleCount)
    {
        _titleRows.Dispose();
        _valueRows.Dispose();
        _timeRows.Dispose();
        _titles.Write<long>("offsets", [.. _offsets]);
        _titles.Write<int>("title-count", [titleCount]);
        _titles.Commit();
        _values.Commit();
        _times.Commit();
    }

    private void WriteFile(string name, Action<SectionFileWriter> write)
    {
        using var file = Start(name);
        write(file);
        file.Commit();
    }

    private SectionFileWriter Start(string name) => SectionFileWriter.Create(Path.Combine(_folder.FolderPath, name), $"recommender.dataset.{name}", Version);
}
