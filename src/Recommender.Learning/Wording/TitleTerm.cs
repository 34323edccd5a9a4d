namespace Recommender.Learning.Wording;

/// <summary>A term that fits a title.</summary>
/// <param name="Term">Row in <see cref="TitleTerms.Terms"/>.</param>
/// <param name="Weight">How much, in (0, 1].</param>
internal readonly record struct TitleTerm(int Term, float Weight);
