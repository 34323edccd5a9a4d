namespace Recommender.Peers.Contenders;

/// <summary>A peer did not do what it was asked; the message says what and who.</summary>
internal sealed class PeerException(string message) : Exception(message);
