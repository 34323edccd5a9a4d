using System.Text;
using Recommender.Numerics;
using Recommender.Peers.Data;

namespace Recommender.Peers.Tests;

public sealed class NpyFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.npy");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Reads_back_the_rows_that_were_written_and_no_gaps_between_them()
    {
        using var matrix = new AlignedMatrix<float>(3, 5);
        for (var row = 0; row < 3; row++)
            for (var i = 0; i < 5; i++) matrix.Writable(row)[i] = 10 * row + i + 0.5f;

        NpyFile.Write(_path, matrix, rows: 2);

        using var read = NpyFile.ReadFloats(_path);
        Assert.Equal((2, 5), (read.Rows, read.Dimension));
        Assert.Equal([10.5f, 11.5f, 12.5f, 13.5f, 14.5f], read[1].ToArray());
        Assert.Equal(0, (new FileInfo(_path).Length - 2 * 5 * sizeof(float)) % 64);   // NumPy maps what starts on 64
    }

    [Fact]
    public void Writes_the_header_that_NumPy_describes()
    {
        using var matrix = new AlignedMatrix<float>(1, 2);
        NpyFile.Write(_path, matrix, rows: 1);

        var bytes = File.ReadAllBytes(_path);
        Assert.Equal([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0], bytes[..8]);
        Assert.Equal(bytes.Length - 8, 10 + BitConverter.ToUInt16(bytes, 8));
        Assert.StartsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }", Encoding.ASCII.GetString(bytes, 10, 100), StringComparison.Ordinal);
        Assert.Equal((byte)'\n', bytes[^9]);
    }

    [Fact]
    public void Refuses_numbers_of_another_kind_a_short_file_and_a_file_of_something_else()
    {
        using var matrix = new AlignedMatrix<float>(4, 4);
        NpyFile.Write(_path, matrix, rows: 4);
        Assert.Contains("<i4", Assert.Throws<InvalidDataException>(() => NpyFile.ReadInts(_path)).Message, StringComparison.Ordinal);

        File.WriteAllBytes(_path, File.ReadAllBytes(_path)[..^1]);
        Assert.Contains("ends", Assert.Throws<InvalidDataException>(() => NpyFile.ReadFloats(_path)).Message, StringComparison.Ordinal);

        File.WriteAllText(_path, "not an array, but long enough for a header");
        Assert.Contains("no .npy", Assert.Throws<InvalidDataException>(() => NpyFile.ReadFloats(_path)).Message, StringComparison.Ordinal);
    }
}
