using Recommender.Learning.Tuning;

namespace Recommender.Learning.Evaluation;

/// <summary>Told how far an evaluation is, by one thread.</summary>
public interface IEvaluationProgress
{
    /// <summary>Settings of a model were tried.</summary>
    void Tried(IModelKind kind, int number, Trial trial);

    /// <summary>A model was learnt from the whole training part and asked.</summary>
    void Measured(IModelKind kind, Settings settings, TimeSpan took);
}
