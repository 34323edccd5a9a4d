using Recommender.Learning.Evaluation;
using Recommender.Learning.Tuning;
using Spectre.Console;

namespace Recommender.Cli.Evaluate;

/// <summary>A line for everything that was tried.</summary>
internal sealed class ConsoleProgress(IAnsiConsole console, Metric metric) : IEvaluationProgress
{
    public void Tried(IModelKind kind, int number, Trial trial) =>
        console.WriteLine($"{kind.Name} {number}: {metric} {trial.Value:0.0000} in {trial.Took.TotalSeconds:0.0} s with {trial.Settings}");

    public void Measured(IModelKind kind, Settings settings, TimeSpan took) =>
        console.WriteLine($"{kind.Name}: learnt and asked in {took.TotalSeconds:0.0} s{(settings.Values.Count == 0 ? "" : $" with {settings}")}");
}
