namespace Recommender.Numerics.Files;

/// <summary>Appends to a new file by the megabyte, from its second page on.</summary>
internal sealed class SectionOutput(AtomicFile file)
{
    private readonly byte[] _buffer = new byte[1 << 20];
    private int _buffered;
    private long _written = SectionHeader.Bytes;
    private bool _broken;

    public long Position => _written + _buffered;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_buffered == 0 && bytes.Length >= _buffer.Length)
            {
                Write(bytes);
                return;
            }

            var part = bytes[..Math.Min(bytes.Length, _buffer.Length - _buffered)];
            part.CopyTo(_buffer.AsSpan(_buffered));
            _buffered += part.Length;
            bytes = bytes[part.Length..];
            if (_buffered == _buffer.Length) Flush();
        }
    }

    /// <summary>Appends zeros up to a multiple.</summary>
    public void Align(int multiple)
    {
        Span<byte> zeros = stackalloc byte[SectionFile.PageBytes];
        zeros.Clear();
        var over = (int)(Position % multiple);
        if (over > 0) Append(zeros[..(multiple - over)]);
    }

    /// <summary>Hands on what is buffered, writes the header and puts the file in place.</summary>
    public void Commit(ReadOnlySpan<byte> header)
    {
        Flush();
        file.Write(0, header);
        file.Commit();
    }

    private void Flush()
    {
        Write(_buffer.AsSpan(0, _buffered));
        _buffered = 0;
    }

    // After one failure the file lacks something: nobody may commit it, even if the disk has room again.
    private void Write(ReadOnlySpan<byte> bytes)
    {
        if (_broken) throw new InvalidOperationException("an earlier write failed; start the file anew");
        _broken = true;
        file.Write(_written, bytes);
        _broken = false;
        _written += bytes.Length;
    }
}
