namespace Recommender.Load.Driving;

/// <summary>The measurement cannot be made or means nothing; the message says why.</summary>
internal sealed class DriverException(string message) : Exception(message);
