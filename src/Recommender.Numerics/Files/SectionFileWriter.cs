namespace Recommender.Numerics.Files;

/// <summary>Writes a <see cref="SectionFile"/>, section after section, in place of any older one.</summary>
/// <remarks>
/// The old file stays until <see cref="Commit"/>, and after it the new one is there, whenever the power goes (see
/// <see cref="AtomicFile"/>). Needs a megabyte of memory whatever the size of the sections. Not for several threads at once.
/// </remarks>
public sealed class SectionFileWriter : IDisposable
{
    private readonly AtomicFile _file;
    private readonly SectionOutput _output;
    private readonly string _kind;
    private readonly int _kindVersion;
    private readonly List<SectionInfo> _sections = [];
    private readonly List<uint[]> _checksums = [];
    private BlockChecksums _blocks = new();
    private object? _open;   // who may append
    private string _openName = "";
    private long _openAt;

    internal SectionFileWriter(AtomicFile file, string kind, int kindVersion) =>
        (_file, _output, _kind, _kindVersion) = (file, new SectionOutput(file), kind, kindVersion);

    /// <summary>Starts a file; its folder exists.</summary>
    /// <param name="path">The file to make or to replace.</param>
    /// <param name="kind">What it holds, such as <c>recommender.matrix</c>: 1 to 64 of a–z, 0–9, dot, hyphen.</param>
    /// <param name="kindVersion">Version of the sections that make up this kind, from 1.</param>
    /// <exception cref="ArgumentException">The kind is no name or the version is below 1; nothing was made.</exception>
    /// <exception cref="IOException">The folder is absent or full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static SectionFileWriter Create(string path, string kind, int kindVersion)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        SectionName.Require(kind, nameof(kind));
        ArgumentOutOfRangeException.ThrowIfLessThan(kindVersion, 1);
        return new(AtomicFile.Create(path), kind, kindVersion);
    }

    /// <summary>Writes a section with one axis.</summary>
    /// <param name="name">Its name, unlike the others': 1 to 64 of a–z, 0–9, dot, hyphen.</param>
    /// <param name="elements">Shape (n).</param>
    /// <exception cref="ArgumentException">The name is none or taken.</exception>
    /// <exception cref="InvalidOperationException">Another section is open.</exception>
    /// <exception cref="NotSupportedException">No section has such elements.</exception>
    /// <exception cref="IOException">The disk is full or fails.</exception>
    public void Write<T>(string name, ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        using var section = Begin<T>(name);
        section.Append(elements);
    }

    /// <summary>Writes a section of UTF-8 text, shape (bytes).</summary>
    /// <inheritdoc cref="Write{T}(string, ReadOnlySpan{T})"/>
    public void WriteUtf8(string name, ReadOnlySpan<byte> text)
    {
        using var section = Open(name, new SectionWriter<byte>(this, SectionType.Utf8, rowLength: 0));
        section.Append(text);
    }

    /// <summary>Begins a section with one axis, which ends when what is returned is disposed of.</summary>
    /// <inheritdoc cref="Write{T}(string, ReadOnlySpan{T})"/>
    public SectionWriter<T> Begin<T>(string name)
        where T : unmanaged =>
        Open(name, new SectionWriter<T>(this, SectionLayout.TypeOf<T>(), rowLength: 0));

    /// <summary>Begins a section of rows, shape (rows appended, length of a row), which ends when what is returned is disposed of.</summary>
    /// <param name="name">Its name, unlike the others': 1 to 64 of a–z, 0–9, dot, hyphen.</param>
    /// <param name="rowLength">Elements of a row, from 1.</param>
    /// <inheritdoc cref="Write{T}(string, ReadOnlySpan{T})"/>
    public SectionWriter<T> Begin<T>(string name, int rowLength)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rowLength, 1);
        return Open(name, new SectionWriter<T>(this, SectionLayout.TypeOf<T>(), rowLength));
    }

    /// <summary>Puts the file in place; when this returns, it is there after a power cut too.</summary>
    /// <exception cref="InvalidOperationException">A section is open, an earlier write failed or the file is committed already.</exception>
    /// <exception cref="IOException">A step failed: the old file is in place, or the new one whole.</exception>
    public void Commit()
    {
        if (_open is not null) throw new InvalidOperationException($"section '{_openName}' is still open");
        _output.Align(SectionFile.PageBytes);
        var offset = _output.Position;
        var directory = new SectionDirectory(_sections, _checksums).ToBytes();
        if (directory.Length > SectionDirectory.MaxBytes) throw new InvalidOperationException($"{offset} bytes are more than a file may have");

        _output.Append(directory);
        _output.Commit(
            new SectionHeader(_kind, _kindVersion, _output.Position, offset, directory.Length, Crc32C.Of(directory)).ToBytes());
    }

    /// <summary>Gives up, unless committed: the old file stays.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>Writes bytes that lie in memory as they shall in the file.</summary>
    internal unsafe void Write(string name, SectionType type, ReadOnlySpan<long> shape, byte* memory)
    {
        var section = Open(name, new object());
        var bytes = SectionLayout.BytesOf(type, shape);
        for (long done = 0, part; done < bytes; done += part)
        {
            part = Math.Min(bytes - done, 1 << 30);
            Append(section, new ReadOnlySpan<byte>(memory + done, (int)part));
        }

        End(section, type, shape);
    }

    internal void Append(object section, ReadOnlySpan<byte> bytes)
    {
        if (_open != section) throw new InvalidOperationException("the section has ended");
        _blocks.Append(bytes);
        _output.Append(bytes);
    }

    internal void End(object section, SectionType type, ReadOnlySpan<long> shape)
    {
        if (_open != section) return;
        _sections.Add(new SectionInfo(_openName, type, Array.AsReadOnly(shape.ToArray()), _openAt, _output.Position - _openAt));
        _checksums.Add(_blocks.End());
        _open = null;
    }

    private T Open<T>(string name, T section)
        where T : class
    {
        SectionName.Require(name, nameof(name));
        if (_open is not null) throw new InvalidOperationException($"section '{_openName}' is still open");
        if (_sections.Exists(other => other.Name == name)) throw new ArgumentException($"there is a section '{name}' already", nameof(name));
        if (_sections.Count == SectionDirectory.MaxSections) throw new InvalidOperationException($"a file has at most {SectionDirectory.MaxSections} sections");
        _output.Align(SectionFile.PageBytes);
        (_open, _openName, _openAt, _blocks) = (section, name, _output.Position, new BlockChecksums());
        return section;
    }
}
