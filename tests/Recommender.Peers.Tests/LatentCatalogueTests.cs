using System.Numerics.Tensors;
using Recommender.Measuring;

namespace Recommender.Peers.Tests;

public sealed class LatentCatalogueTests
{
    [Fact]
    public void Makes_the_same_row_whatever_was_made_before_it()
    {
        var (one, other) = (new LatentCatalogue(24, seed: 3), new LatentCatalogue(24, seed: 3));
        var (expected, actual) = (new float[24], new float[24]);
        one.FillRow(77, expected);
        for (var row = 0; row <= 77; row++) other.FillRow(row, actual);
        Assert.Equal(expected, actual);

        new LatentCatalogue(24, seed: 4).FillRow(77, actual);
        Assert.NotEqual(expected, actual);
    }

    [Fact]
    public void Gives_rows_norms_that_differ_several_times_over()
    {
        var catalogue = new LatentCatalogue(32, seed: 1);
        var vector = new float[32];
        var norms = new List<float>();
        for (var row = 0; row < 2000; row++)
        {
            catalogue.FillRow(row, vector);
            norms.Add(TensorPrimitives.Norm<float>(vector));
        }

        norms.Sort();
        Assert.InRange(norms[1800] / norms[200], 1.8f, 3.5f);   // trained: 1.07 / 0.41
        Assert.InRange(norms[1000], 0.45f, 0.65f);
    }
}
