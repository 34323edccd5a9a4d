namespace Recommender.Server.Errors;

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Field">Path of the field as the proto names it, such as <c>titles[3].id</c>.</param>
/// <param name="Description">Its value and what is allowed.</param>
public sealed record FieldViolation(string Field, string Description);
