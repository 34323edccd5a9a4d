using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Recommender.Numerics.Files;

/// <summary>Reads a directory from front to back and never past its end.</summary>
internal ref struct DirectoryReader(string path, long offset, ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    public T Next<T>()
        where T : unmanaged => MemoryMarshal.Read<T>(Take(Unsafe.SizeOf<T>()));

    public SectionInfo NextSection()
    {
        var (nameBytes, type, axes, zero) = (Next<byte>(), Next<byte>(), Next<byte>(), Next<byte>());
        if (nameBytes is < 1 or > SectionName.MaxBytes || axes is < 1 or > SectionLayout.MaxAxes || zero != 0)
            throw Refuse($"a section with a name of {nameBytes} bytes and {axes} axes");

        var name = Encoding.Latin1.GetString(Take(nameBytes));
        var shape = new long[axes];
        foreach (ref var count in shape.AsSpan()) count = Next<long>();
        return new SectionInfo(name, (SectionType)type, Array.AsReadOnly(shape), Next<long>(), Next<long>());
    }

    public uint[] NextChecksums(long count)
    {
        if (count > (_bytes.Length - _at) / sizeof(uint)) throw Refuse("the directory ends within its checksums");
        return MemoryMarshal.Cast<byte, uint>(Take((int)count * sizeof(uint))).ToArray();
    }

    public void RequireEnd()
    {
        if (_at != _bytes.Length) throw Refuse($"{_bytes.Length - _at} bytes after the directory");
    }

    public readonly InvalidFileException Refuse(string problem) => new(path, offset + _at, problem);

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - _at) throw Refuse("the directory ends within an entry");
        _at += count;
        return _bytes.Slice(_at - count, count);
    }
}
