using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Recommender.Numerics.Files;

/// <summary>A file of named, typed, page-aligned sections, read where it is mapped: opening costs the same whatever its size.</summary>
/// <remarks>
/// Opening always checks header, directory and bounds; <see cref="Verify"/> checks every byte. What was mapped from it stays
/// valid until it is disposed of itself, also when this is disposed of or the file is replaced. Safe for many threads.
/// A mapped file must not be cut short in place: whoever touches the lost pages is killed by the system, as with any mapping.
/// </remarks>
public sealed class SectionFile : IDisposable
{
    /// <summary>What the offset of every section is a multiple of.</summary>
    public const int PageBytes = 4096;

    private readonly SafeFileHandle _file;
    private readonly SafeMemoryMappedViewHandle _mapping;
    private readonly SectionDirectory _directory;
    private readonly Dictionary<string, SectionInfo> _byName;

    private SectionFile(string path, SafeFileHandle file, in SectionHeader header, SectionDirectory directory)
    {
        (FilePath, _file, _directory) = (path, file, directory);
        (Kind, KindVersion, Bytes, Fingerprint) = (header.Kind, header.KindVersion, header.FileBytes, header.Checksum);
        _byName = directory.Sections.ToDictionary(section => section.Name, StringComparer.Ordinal);
        using var mapped = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _mapping = mapped.CreateViewAccessor(0, header.FileBytes, MemoryMappedFileAccess.Read).SafeMemoryMappedViewHandle;
    }

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>What the file holds, such as <c>recommender.matrix</c>.</summary>
    public string Kind { get; }

    /// <summary>Version of the sections that make up this kind, from 1.</summary>
    public int KindVersion { get; }

    /// <summary>Size of the file.</summary>
    public long Bytes { get; }

    /// <summary>The header's checksum. It covers the directory's, which covers those of all sections: files with other content have another, but for one in 2³².</summary>
    public uint Fingerprint { get; }

    /// <summary>The sections in their order in the file.</summary>
    public IReadOnlyList<SectionInfo> Sections => _directory.Sections;

    /// <summary>Opens a file of any kind.</summary>
    /// <exception cref="InvalidFileException">It is no such file, of a later format, cut short or its header or directory is damaged.</exception>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static SectionFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.None);
        try
        {
            var bytes = RandomAccess.GetLength(file);
            var header = SectionHeader.Parse(path, Read(file, 0, (int)Math.Min(bytes, SectionHeader.Bytes)), bytes);
            if (header.DirectoryBytes > SectionDirectory.MaxBytes)
                throw new InvalidFileException(path, 32, $"the directory has {header.DirectoryBytes} bytes; allowed 0..{SectionDirectory.MaxBytes}");
            var directory = SectionDirectory.Parse(path, header, Read(file, header.DirectoryOffset, header.DirectoryBytes));
            return new SectionFile(path, file, header, directory);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file of one kind.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What it must hold.</param>
    /// <param name="newestVersion">The latest version of the kind that the caller reads; it reads all from 1.</param>
    /// <exception cref="InvalidFileException">As <see cref="Open(string)"/>, or it is of another kind or a later version.</exception>
    public static SectionFile Open(string path, string kind, int newestVersion)
    {
        var file = Open(path);
        if (file.Kind == kind && file.KindVersion >= 1 && file.KindVersion <= newestVersion) return file;

        file.Dispose();
        throw file.Kind == kind
            ? new InvalidFileException(path, 40, $"version of {kind} is {file.KindVersion}; this program reads 1..{newestVersion}")
            : new InvalidFileException(path, 44, $"holds {file.Kind}; expected {kind}");
    }

    /// <summary>Whether there is such a section.</summary>
    public bool Contains(string name) => _byName.ContainsKey(name);

    /// <summary>Maps the elements of a section with one axis.</summary>
    /// <exception cref="InvalidFileException">There is no such section, or it has another type or more axes.</exception>
    /// <exception cref="ObjectDisposedException">The file is disposed of.</exception>
    public MappedVector<T> Vector<T>(string name)
        where T : unmanaged
    {
        var section = Require(name, SectionLayout.TypeOf<T>(), axes: 1);
        return new MappedVector<T>(Map(section), section.Shape[0]);
    }

    /// <summary>Maps the elements of a section with one axis, whose length is known.</summary>
    /// <exception cref="InvalidFileException">There is no such section, or it has another type, shape or length.</exception>
    /// <exception cref="ObjectDisposedException">The file is disposed of.</exception>
    public MappedVector<T> Vector<T>(string name, long length)
        where T : unmanaged
    {
        var vector = Vector<T>(name);
        if (vector.Length == length) return vector;

        vector.Dispose();
        throw new InvalidFileException(FilePath, _byName[name].Offset, $"section {_byName[name]} does not have {length} elements");
    }

    /// <summary>Maps the bytes of a text.</summary>
    /// <exception cref="InvalidFileException">There is no such section or it has another type.</exception>
    /// <exception cref="ObjectDisposedException">The file is disposed of.</exception>
    public MappedVector<byte> Utf8(string name)
    {
        var section = Require(name, SectionType.Utf8, axes: 1);
        return new MappedVector<byte>(Map(section), section.Shape[0]);
    }

    /// <summary>Maps a matrix: no copy, whatever its size. It holds the file mapped until it is disposed of, and cannot be written to.</summary>
    /// <exception cref="InvalidFileException">There is no such section, or it has another type, or it is no matrix of 0..2³¹−1 rows of 1..2048.</exception>
    /// <exception cref="ObjectDisposedException">The file is disposed of.</exception>
    public AlignedMatrix<T> Matrix<T>(string name)
        where T : unmanaged =>
        new(MapMatrix(name, SectionLayout.TypeOf<T>()));

    /// <summary>Maps rows of different lengths. O(n): the offsets are looked at, so that no row lies outside the values.</summary>
    /// <exception cref="InvalidFileException">A section is missing or has another type, or an offset is wrong.</exception>
    /// <exception cref="ObjectDisposedException">The file is disposed of.</exception>
    public CompressedRows<T> CompressedRows<T>(string name)
        where T : unmanaged =>
        Numerics.CompressedRows<T>.Map(this, name);

    /// <summary>Reads every byte and compares checksums. Seconds for gigabytes; others go on reading meanwhile.</summary>
    /// <param name="progress">Told, now and then and at the end, how many bytes of sections are done.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="InvalidFileException">A section is damaged; the offset is that of the damaged 64 KiB.</exception>
    public void Verify(IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        var done = 0L;
        var block = new byte[BlockChecksums.BlockBytes];
        foreach (var (section, checksums) in _directory.Sections.Zip(_directory.Checksums))
        {
            for (var i = 0; i < checksums.Length; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                var start = (long)i * BlockChecksums.BlockBytes;
                var part = block.AsSpan(0, (int)Math.Min(block.Length, section.Length - start));
                Fill(part, section.Offset + start, section);
                if (Crc32C.Of(part) != checksums[i])
                {
                    throw new InvalidFileException(
                        FilePath, section.Offset + start, $"section {section} is damaged within {part.Length} bytes: their checksum differs");
                }

                done += part.Length;
                if (i % 64 == 63) progress?.Report(done);
            }
        }

        progress?.Report(done);
    }

    /// <summary>Closes the file; it stays mapped for those who hold parts of it.</summary>
    public void Dispose()
    {
        _mapping.Dispose();
        _file.Dispose();
    }

    /// <summary>Maps a section of two axes that are those of a matrix in memory. The caller disposes of the handle.</summary>
    internal (SafeHandle Memory, int Rows, int Dimension) MapMatrix(string name, SectionType type)
    {
        var section = Require(name, type, axes: 2);
        if (section.Shape[0] > int.MaxValue || section.Shape[1] is < 1 or > MatrixLimits.MaxDimension)
        {
            throw new InvalidFileException(
                FilePath, section.Offset, $"section {section} is no matrix of 0..{int.MaxValue} rows of 1..{MatrixLimits.MaxDimension}");
        }

        return (Map(section), (int)section.Shape[0], (int)section.Shape[1]);
    }

    /// <summary>The error that an element of a section with one axis is not what it may be.</summary>
    internal InvalidFileException Refuse(string name, long element, string problem)
    {
        var section = _byName[name];
        return new(FilePath, section.Offset + element * SectionLayout.ElementBytes(section.Type), $"element {element} of section {section}: {problem}");
    }

    // A section of some type and number of axes.
    private SectionInfo Require(string name, SectionType type, int axes)
    {
        if (!_byName.TryGetValue(name, out var section))
            throw new InvalidFileException(FilePath, 0, $"there is no section '{name}'; there are: {string.Join(", ", _byName.Keys)}");
        if (section.Type != type || section.Shape.Count != axes)
            throw new InvalidFileException(FilePath, section.Offset, $"section {section} is not {type} of {axes} axes");
        return section;
    }

    private MappedSection Map(SectionInfo section) => new MappedSection(_mapping, section.Offset);

    private void Fill(Span<byte> part, long offset, SectionInfo section)
    {
        // By reading, not through the mapping: a disk that fails gives an error here and not a signal.
        for (var done = 0; done < part.Length;)
        {
            var read = RandomAccess.Read(_file, part[done..], offset + done);
            if (read == 0) throw new InvalidFileException(FilePath, offset + done, $"section {section} is cut short");
            done += read;
        }
    }

    private static byte[] Read(SafeFileHandle file, long offset, int count)
    {
        var bytes = new byte[count];
        var read = 0;
        while (read < count && RandomAccess.Read(file, bytes.AsSpan(read), offset + read) is var more and > 0) read += more;
        return bytes[..read];
    }
}
