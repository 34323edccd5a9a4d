using System.Globalization;
using Recommender.Learning.Factorization;
using Recommender.Numerics.Clustering;
using Recommender.Training;
using Spectre.Console;

namespace Recommender.Cli.Train;

/// <summary>A bar for the epochs, and one for each other part.</summary>
/// <param name="context">Where the bars are.</param>
internal sealed class TerminalTrainDisplay(ProgressContext context) : ITrainingProgress
{
    private ProgressTask? _part;

    public void Begin(string part)
    {
        if (_part is not null) _part.Value = _part.MaxValue;
        _part?.StopTask();
        _part = context.AddTask(Markup.Escape(part));
        _part.IsIndeterminate = true;
    }

    public void Report(FactorizationProgress value)
    {
        (_part!.IsIndeterminate, _part.MaxValue, _part.Value) = (false, value.Epochs, value.Epoch);
        _part.Description = string.Create(CultureInfo.InvariantCulture, $"epoch {value.Epoch} of {value.Epochs}, loss {value.Loss:G7}");
    }

    public void Report(SphericalKMeansProgress value) =>
        _part!.Description = string.Create(CultureInfo.InvariantCulture, $"communities, iteration {value.Iteration}, mean cosine {value.MeanCosine:F4}");
}
