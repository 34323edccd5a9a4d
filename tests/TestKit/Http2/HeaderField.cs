namespace Recommender.TestKit.Http2;

/// <summary>One header, sent as it stands: nothing checks or folds its name. Each char is one byte (Latin-1).</summary>
public readonly record struct HeaderField(string Name, string Value);
