namespace Recommender.EndToEnd.Tap;

/// <summary>What the prefix of one gRPC message said.</summary>
/// <param name="Compressed">The compressed flag.</param>
/// <param name="Length">Bytes after the prefix, as sent.</param>
internal readonly record struct TappedMessage(bool Compressed, uint Length);
