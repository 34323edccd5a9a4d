namespace Recommender.Storage.Titles;

/// <summary>A person of a title.</summary>
/// <param name="Person">The person's id, 1 to 128 bytes of UTF-8.</param>
/// <param name="Role">What the person does.</param>
public readonly record struct Credit(string Person, CreditRole Role);
