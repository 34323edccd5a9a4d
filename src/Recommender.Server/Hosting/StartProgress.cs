using System.Diagnostics;
using System.Globalization;
using Recommender.Learning.Factorization;
using Recommender.Numerics.Clustering;
using Recommender.Server.Rehearsals;
using Recommender.Storage.Data;
using Recommender.Training;

namespace Recommender.Server.Hosting;

/// <summary>Shows what takes long at start: a line for each part, and where the lines go to a terminal how far it is. Safe from many threads.</summary>
/// <param name="output">Where to.</param>
/// <param name="terminal">Whether that is a terminal, on which a line can be written over.</param>
internal sealed class StartProgress(TextWriter output, bool terminal) : ITrainingProgress, IProgress<double>, IProgress<RecoveryProgress>, IProgress<RehearsalProgress>
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Lock _gate = new();
    private string _part = "";
    private bool _open;   // the last line may still be written over

    /// <summary>What goes to the error stream of the process.</summary>
    public static StartProgress OnErrorStream() => new(Console.Error, terminal: !Console.IsErrorRedirected);

    /// <inheritdoc/>
    public void Begin(string part)
    {
        lock (_gate)
        {
            EndLine();
            _part = string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(_started).TotalSeconds,6:F1} s  {part}");
            output.Write(_part);
            _open = true;
            if (!terminal) EndLine();
        }
    }

    /// <summary>Ends the last part.</summary>
    public void End()
    {
        lock (_gate) EndLine();
    }

    /// <summary>Says something worth knowing.</summary>
    public void Note(string line)
    {
        lock (_gate)
        {
            EndLine();
            output.WriteLine(line);
        }
    }

    /// <summary>The share of the part that is done, 0 to 1.</summary>
    public void Report(double value) => Overwrite(string.Create(CultureInfo.InvariantCulture, $"{100 * value:F0} %"));

    /// <inheritdoc/>
    public void Report(FactorizationProgress value) => Overwrite(string.Create(CultureInfo.InvariantCulture, $"{value.Epoch} of {value.Epochs}"));

    /// <inheritdoc/>
    public void Report(SphericalKMeansProgress value) => Overwrite(string.Create(CultureInfo.InvariantCulture, $"iteration {value.Iteration}"));

    /// <inheritdoc/>
    public void Report(RecoveryProgress value) => Overwrite(string.Create(CultureInfo.InvariantCulture, $"{value.Records:N0} changes replayed"));

    /// <inheritdoc/>
    public void Report(RehearsalProgress value) => Overwrite(string.Create(CultureInfo.InvariantCulture, $"{value.Elapsed.TotalSeconds:F1} s, {value.Methods:N0} methods compiled"));

    private void Overwrite(string reached)
    {
        lock (_gate)
        {
            if (_open && terminal) output.Write($"\r{_part}: {reached}  ");
        }
    }

    private void EndLine()
    {
        if (_open) output.WriteLine();
        _open = false;
    }
}
