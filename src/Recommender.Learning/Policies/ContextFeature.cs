namespace Recommender.Learning.Policies;

/// <summary>Something known when a decision was made.</summary>
/// <param name="Name">Its name; of a category with its value, such as <c>persona=romance</c>.</param>
/// <param name="Value">How much of it; 1 for a category. Finite.</param>
public readonly record struct ContextFeature(string Name, float Value);
