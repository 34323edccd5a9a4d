using Recommender.Learning.Factorization;

namespace Recommender.TrainingFigures;

/// <summary>Tells at once, on the thread that reports.</summary>
internal sealed class Reported(Action<FactorizationProgress> tell) : IProgress<FactorizationProgress>
{
    public void Report(FactorizationProgress value) => tell(value);
}
