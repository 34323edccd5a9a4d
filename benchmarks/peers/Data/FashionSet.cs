using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics.Tensors;
using Recommender.Numerics;

namespace Recommender.Peers.Data;

/// <summary>Fashion-MNIST's pictures as vectors of length 1; the queries are its test pictures.</summary>
/// <remarks>The format is MNIST's IDX: big-endian magic 2051, count, rows, columns, then a byte for each pixel.</remarks>
internal static class FashionSet
{
    private const int Magic = 2051;

    /// <summary>Reads the pictures, or what was kept of them.</summary>
    /// <exception cref="FileNotFoundException">The folder has no such file; the message names it.</exception>
    public static DataSet Get(DirectoryInfo folder, WorkFolder work, int rows, int queries) =>
        work.Keep("Fashion-MNIST", $"fashion_{rows}_{queries}", () => new MadeSet(
            Read(folder, "train-images-idx3-ubyte.gz", rows),
            Read(folder, "t10k-images-idx3-ubyte.gz", queries),
            $"{rows:N0} pictures of Fashion-MNIST, normalised; queries are {queries:N0} of its test pictures."));

    private static AlignedMatrix<float> Read(DirectoryInfo folder, string name, int count)
    {
        var path = Path.Combine(folder.FullName, name);
        if (!File.Exists(path)) throw new FileNotFoundException($"{path} is absent; install Debian's dataset-fashion-mnist or name its folder with --fashion");
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);

        var header = new byte[16];
        file.ReadExactly(header);
        var (magic, pictures) = (Number(header, 0), Number(header, 1));
        if (magic != Magic || pictures < count) throw new InvalidDataException($"{path} holds {pictures} pictures under magic {magic}; needed are {count} under {Magic}");

        var matrix = new AlignedMatrix<float>(count, Number(header, 2) * Number(header, 3));
        var pixels = new byte[matrix.Dimension];
        for (var row = 0; row < count; row++)
        {
            file.ReadExactly(pixels);
            var vector = matrix.Writable(row);
            for (var i = 0; i < pixels.Length; i++) vector[i] = pixels[i];
            TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        }

        return matrix;
    }

    private static int Number(byte[] header, int index) => BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 * index));
}
