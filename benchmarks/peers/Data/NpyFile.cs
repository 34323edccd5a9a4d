using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Recommender.Numerics;

namespace Recommender.Peers.Data;

/// <summary>NumPy's array files, version 1.0, of two-dimensional little-endian fp32 and int32 in C order: what peers map without a copy.</summary>
/// <remarks>Format: numpy.lib.format.</remarks>
internal static partial class NpyFile
{
    private const string Floats = "<f4";
    private const string Ints = "<i4";

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];

    /// <summary>Writes the first rows of a matrix under a name that appears only when all is written.</summary>
    public static void Write(string path, AlignedMatrix<float> matrix, int rows)
    {
        var unfinished = path + ".unfinished";
        using (var file = File.Create(unfinished))
        {
            file.Write(Header(Floats, rows, matrix.Dimension));
            for (var row = 0; row < rows; row++) file.Write(MemoryMarshal.AsBytes(matrix[row]));
        }

        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>Reads a matrix of fp32.</summary>
    /// <exception cref="InvalidDataException">The file is not such an array, or too short.</exception>
    public static AlignedMatrix<float> ReadFloats(string path)
    {
        using var file = File.OpenRead(path);
        var (rows, dimension) = ReadHeader(file, Floats);
        var matrix = new AlignedMatrix<float>(rows, dimension);
        for (var row = 0; row < rows; row++) ReadExactly(file, MemoryMarshal.AsBytes(matrix.Writable(row)));
        return matrix;
    }

    /// <summary>Reads rows of int32.</summary>
    /// <exception cref="InvalidDataException">The file is not such an array, or too short.</exception>
    public static int[][] ReadInts(string path)
    {
        using var file = File.OpenRead(path);
        var (rows, columns) = ReadHeader(file, Ints);
        var all = new int[rows][];
        for (var row = 0; row < rows; row++)
        {
            all[row] = new int[columns];
            ReadExactly(file, MemoryMarshal.AsBytes(all[row].AsSpan()));
        }

        return all;
    }

    // Padded with spaces so that the elements start on a multiple of 64.
    private static byte[] Header(string type, int rows, int columns)
    {
        var text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({rows}, {columns}), }}";
        var length = (Magic.Length + sizeof(ushort) + text.Length + 1 + 63) / 64 * 64;
        var header = new byte[length];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(Magic.Length), (ushort)(length - Magic.Length - sizeof(ushort)));
        header.AsSpan(Magic.Length + sizeof(ushort)).Fill((byte)' ');
        Encoding.ASCII.GetBytes(text, header.AsSpan(Magic.Length + sizeof(ushort)));
        header[^1] = (byte)'\n';
        return header;
    }

    private static (int Rows, int Columns) ReadHeader(FileStream file, string type)
    {
        Span<byte> start = stackalloc byte[Magic.Length + sizeof(ushort)];
        ReadExactly(file, start);
        if (!start.StartsWith(Magic)) throw new InvalidDataException($"{file.Name} is no .npy file of version 1.0");

        var text = new byte[BinaryPrimitives.ReadUInt16LittleEndian(start[Magic.Length..])];
        ReadExactly(file, text);
        var header = Encoding.ASCII.GetString(text);
        var shape = Shape().Match(header);
        if (!header.Contains($"'{type}'") || !header.Contains("'fortran_order': False") || !shape.Success)
            throw new InvalidDataException($"{file.Name} is not a two-dimensional array of {type} in C order: {header.Trim()}");
        return (Number(shape.Groups["rows"]), Number(shape.Groups["columns"]));
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    private static void ReadExactly(FileStream file, Span<byte> bytes)
    {
        if (file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new InvalidDataException($"{file.Name} ends after {file.Position} bytes");
    }

    [GeneratedRegex(@"'shape': \((?<rows>[0-9]{1,9}), (?<columns>[0-9]{1,9})\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
