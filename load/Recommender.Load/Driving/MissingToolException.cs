namespace Recommender.Load.Driving;

/// <summary>The load generator is not installed; the message says how to.</summary>
internal sealed class MissingToolException(string message) : Exception(message);
