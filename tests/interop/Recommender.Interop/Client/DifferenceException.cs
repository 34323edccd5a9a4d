namespace Recommender.Interop.Client;

/// <summary>What came back is not what the case demands; the message says what is.</summary>
internal sealed class DifferenceException(string message) : Exception(message);
