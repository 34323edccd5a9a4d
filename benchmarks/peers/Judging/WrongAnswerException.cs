namespace Recommender.Peers.Judging;

/// <summary>Something that is to be timed answers wrongly; the message says what.</summary>
internal sealed class WrongAnswerException(string message) : Exception(message);
