using System.Buffers.Binary;
using System.IO.Compression;

namespace Recommender.Learning.Import;

/// <summary>Reads a file packed by gzip, and finds out whether it was cut short, which the framework's stream takes for its end.</summary>
/// <remarks>By the last four bytes, the size unpacked. A file packed in several parts is refused with one cut short: the last part's size is not the file's.</remarks>
internal sealed class UnpackingStream : Stream
{
    private const int SizeBytes = sizeof(uint);

    private readonly FileStream _file;
    private readonly GZipStream _unpacked;
    private readonly uint _size;
    private long _read;

    private UnpackingStream(FileStream file)
    {
        (_file, _unpacked) = (file, new GZipStream(file, CompressionMode.Decompress));
        Span<byte> size = stackalloc byte[SizeBytes];
        if (RandomAccess.Read(file.SafeFileHandle, size, file.Length - SizeBytes) == SizeBytes) _size = BinaryPrimitives.ReadUInt32LittleEndian(size);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The content of a file, unpacked if it is packed; a pipe's is as it comes.</summary>
    public static Stream Of(FileStream file)
    {
        if (!file.CanSeek) return file;
        Span<byte> magic = stackalloc byte[2];
        return RandomAccess.Read(file.SafeFileHandle, magic, 0) == magic.Length && magic.SequenceEqual<byte>([0x1F, 0x8B]) ? new UnpackingStream(file) : file;
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = _unpacked.Read(buffer);
            _read += read;
            if (read > 0 || buffer.IsEmpty || (uint)_read == _size) return read;
        }
        catch (InvalidDataException failure)
        {
            throw new InvalidDataException($"{_file.Name} is packed and damaged: {failure.Message}", failure);
        }

        throw new InvalidDataException($"{_file.Name} is cut short, or packed in several parts: it ends after {_read} bytes unpacked, and says that they are {_size}; unpack it and import that");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _unpacked.Dispose();
        base.Dispose(disposing);
    }
}
