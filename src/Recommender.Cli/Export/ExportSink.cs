using System.Buffers;
using System.Text;
using Recommender.Numerics.Files;

namespace Recommender.Cli.Export;

/// <summary>Takes bytes for a file, which is there when it is whole, or for an output. One thread at a time.</summary>
internal sealed class ExportSink : IDisposable
{
    private const int WrittenAtOnce = 256 << 10;

    private readonly ArrayBufferWriter<byte> _buffer = new(2 * WrittenAtOnce);
    private readonly AtomicFile? _file;
    private readonly TextWriter _output;
    private long _offset;

    /// <summary>Opens one.</summary>
    /// <param name="path">The file; null for the output.</param>
    /// <param name="output">The output.</param>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public ExportSink(string? path, TextWriter output) => (_file, _output) = (path is null ? null : AtomicFile.Create(path), output);

    /// <summary>Where bytes are put.</summary>
    public IBufferWriter<byte> Buffer => _buffer;

    /// <summary>Hands on what was put, if it is worth it.</summary>
    public void EndLine()
    {
        if (_buffer.WrittenCount >= WrittenAtOnce) Flush();
    }

    /// <summary>Ends the file.</summary>
    public void Commit()
    {
        Flush();
        _file?.Commit();
    }

    public void Dispose() => _file?.Dispose();

    private void Flush()
    {
        if (_file is null) _output.Write(Encoding.UTF8.GetString(_buffer.WrittenSpan));   // lines are whole, and so are their characters
        else _file.Write(_offset, _buffer.WrittenSpan);
        _offset += _buffer.WrittenCount;
        _buffer.ResetWrittenCount();
    }
}
