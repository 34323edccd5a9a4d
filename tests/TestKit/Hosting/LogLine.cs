using Microsoft.Extensions.Logging;

namespace Recommender.TestKit.Hosting;

/// <summary>One line of a server's log.</summary>
public sealed record LogLine(string Category, LogLevel Level, EventId Event, string Message, Exception? Exception);
