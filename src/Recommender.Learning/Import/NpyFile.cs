using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Recommender.Learning.Import;

/// <summary>Reads a matrix from NumPy's array file, row after row: versions 1 to 3, little-endian fp32 or fp64, two axes, C order.</summary>
/// <remarks>Format: numpy.lib.format. Holds one row.</remarks>
internal sealed partial class NpyFile : IDisposable
{
    private const int MaxHeaderBytes = 1 << 16;

    private readonly FileStream _file;
    private readonly bool _isDouble;
    private readonly byte[] _row;

    private NpyFile(FileStream file)
    {
        _file = file;
        var header = ReadHeader();
        var match = Header().Match(header);
        if (!match.Success) throw Refuse($"has the header {header.Trim()}; needed are descr, fortran_order and shape");
        if (match.Groups["type"].Value is not ("<f4" or "<f8") and var type) throw Refuse($"has elements of type '{type}'; allowed are '<f4' and '<f8', little-endian fp32 and fp64");
        if (match.Groups["order"].Value != "False") throw Refuse("is in Fortran order; needed is C order: numpy.save(name, numpy.ascontiguousarray(a))");
        (Rows, Dimension) = Shape(match.Groups["shape"].Value);
        _isDouble = match.Groups["type"].Value == "<f8";
        _row = new byte[Dimension * (_isDouble ? sizeof(double) : sizeof(float))];
        var bytes = _file.Length - _file.Position;
        if ((Int128)Rows * _row.Length != bytes) throw Refuse($"has {bytes} bytes of elements; shape ({Rows}, {Dimension}) of '{match.Groups["type"].Value}' needs {(Int128)Rows * _row.Length}");
    }

    /// <summary>Rows.</summary>
    public int Rows { get; }

    /// <summary>Elements of a row.</summary>
    public int Dimension { get; }

    /// <summary>Bytes read.</summary>
    public long Position => _file.Position;

    /// <summary>Bytes of the file.</summary>
    public long Length => _file.Length;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidDataException">It is no such array, or cut short; the message says what it is.</exception>
    public static NpyFile Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        try
        {
            return new NpyFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads the next row; what fp32 does not hold becomes infinite.</summary>
    public void Read(Span<float> row)
    {
        ReadExactly(_row);
        if (!_isDouble) MemoryMarshal.Cast<byte, float>(_row).CopyTo(row);
        else
        {
            var elements = MemoryMarshal.Cast<byte, double>(_row);
            for (var i = 0; i < elements.Length; i++) row[i] = (float)elements[i];
        }
    }

    public void Dispose() => _file.Dispose();

    private string ReadHeader()
    {
        var start = new byte[Magic.Length + 2];
        ReadExactly(start);
        if (!start.AsSpan().StartsWith(Magic)) throw Refuse("is no .npy file: its first bytes are others");
        var version = start[^2];
        if (version is < 1 or > 3) throw Refuse($"is of version {version}.{start[^1]}; allowed are 1 to 3");

        var length = new byte[version == 1 ? sizeof(ushort) : sizeof(uint)];
        ReadExactly(length);
        var bytes = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(length) : BinaryPrimitives.ReadUInt32LittleEndian(length);
        if (bytes > MaxHeaderBytes) throw Refuse($"has a header of {bytes} bytes; allowed 0..{MaxHeaderBytes}");
        var text = new byte[bytes];
        ReadExactly(text);
        return (version == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(text);
    }

    private (int Rows, int Dimension) Shape(string written)
    {
        string[] axes = [.. written.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        if (axes.Length != 2) throw Refuse($"has shape ({written}); needed are two axes, rows and dimension");
        if (!int.TryParse(axes[0], NumberStyles.None, CultureInfo.InvariantCulture, out var rows)) throw Refuse($"has {axes[0]} rows; allowed 0..{int.MaxValue}");
        if (!int.TryParse(axes[1], NumberStyles.None, CultureInfo.InvariantCulture, out var dimension) || dimension is < 1 or > Numerics.MatrixLimits.MaxDimension)
            throw Refuse($"has rows of {axes[1]} elements; allowed 1..{Numerics.MatrixLimits.MaxDimension}");
        return (rows, dimension);
    }

    private void ReadExactly(Span<byte> bytes)
    {
        if (_file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length) throw Refuse($"ends after {_file.Position} bytes");
    }

    private InvalidDataException Refuse(string problem) => new($"{_file.Name} {problem}");

    [GeneratedRegex(
        @"^\{\s*'descr':\s*'(?<type>[^']*)',\s*'fortran_order':\s*(?<order>True|False),\s*'shape':\s*\((?<shape>[0-9, ]*)\),?\s*\}\s*$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Header();
}
