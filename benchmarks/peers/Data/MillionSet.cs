using Recommender.Measuring;
using Recommender.Numerics;

namespace Recommender.Peers.Data;

/// <summary>A made-up catalogue of any size, fitted to the trained one.</summary>
internal static class MillionSet
{
    private const int Dimension = 128;
    private const int Seed = 20260101;
    private const int Version = 2;   // of the generator: a change of it is a change of the vectors

    public static DataSet Get(WorkFolder work, int rows, int queries) =>
        work.Keep($"{rows:N0} made up", $"latent{Version}_{rows}x{Dimension}_{queries}", () =>
        {
            var catalogue = new LatentCatalogue(Dimension, Seed);
            return new MadeSet(
                Matrix(rows, catalogue.FillRow),
                Matrix(queries, new LatentMembers(catalogue).FillQuery),
                $"{rows:N0} rows of LatentCatalogue (mixtures of 4,096 clusters of Zipf sizes in 256 groups, spectrum and norms fitted to the trained set), seed {Seed}; queries are members solved from rows that they watched.");
        });

    private delegate void Fill(int row, Span<float> into);

    private static AlignedMatrix<float> Matrix(int rows, Fill fill)
    {
        var matrix = new AlignedMatrix<float>(rows, Dimension);
        Parallel.For(0, rows, row => fill(row, matrix.Writable(row)));
        return matrix;
    }
}
