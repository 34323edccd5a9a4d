namespace Recommender.Learning.Data;

/// <summary>An expert's word for titles.</summary>
/// <param name="Group">Its tag group: <c>genre</c>, <c>mood</c>, <c>era</c>, <c>place</c>, <c>people</c>, <c>theme</c> …</param>
/// <param name="Name">As people read it, such as <c>Crime</c>. Group and name together are unique.</param>
public sealed record Tag(string Group, string Name);
