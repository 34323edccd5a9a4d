namespace Recommender.PageLoad;

/// <summary>What was to be measured cannot be: the message says why.</summary>
internal sealed class LoadException(string message, Exception? inner = null) : Exception(message, inner);
