namespace Recommender.Storage.Titles;

/// <summary>A tag: what experts say of titles, and what artworks depict.</summary>
/// <param name="Group">Its group: "genre", "mood", "era", "place", "people" …, 1 to 64 bytes of UTF-8.</param>
/// <param name="Id">Its id, 1 to 128 bytes of UTF-8.</param>
public readonly record struct Tag(string Group, string Id);
