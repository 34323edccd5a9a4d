namespace Recommender.Learning.Factorization;

/// <summary>How far training is.</summary>
/// <param name="Epoch">Epochs done, from 1.</param>
/// <param name="Epochs">Epochs asked for.</param>
/// <param name="Loss">What is minimised, see <see cref="FactorizationOptions"/>, after this epoch: it never rises but by rounding.</param>
/// <param name="Elapsed">What this epoch took, without the loss.</param>
public readonly record struct FactorizationProgress(int Epoch, int Epochs, double Loss, TimeSpan Elapsed);
