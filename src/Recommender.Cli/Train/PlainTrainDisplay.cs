using System.Globalization;
using Recommender.Learning.Factorization;
using Recommender.Numerics.Clustering;
using Recommender.Training;

namespace Recommender.Cli.Train;

/// <summary>A line for each epoch and each part.</summary>
/// <param name="output">Where to.</param>
internal sealed class PlainTrainDisplay(TextWriter output) : ITrainingProgress
{
    private TimeSpan _spent;
    private int _epochs;

    public void Begin(string part) => output.WriteLine(part);

    public void Report(FactorizationProgress value)
    {
        (_spent, _epochs) = (_spent + value.Elapsed, _epochs + 1);
        var left = _spent / _epochs * (value.Epochs - value.Epoch);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"epoch {value.Epoch} of {value.Epochs}: loss {value.Loss:G7}, {value.Elapsed.TotalSeconds:F2} s, {left:hh\\:mm\\:ss} left"));
    }

    public void Report(SphericalKMeansProgress value) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"communities, iteration {value.Iteration}: mean cosine {value.MeanCosine:F4}"));
}
