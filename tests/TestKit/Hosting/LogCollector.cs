using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Recommender.TestKit.Hosting;

/// <summary>Keeps what a server logs, up to a bound, for tests to look at.</summary>
public sealed class LogCollector(LogLevel least, Predicate<LogLine> keeps) : ILoggerProvider
{
    private const int Bound = 10_000;

    private readonly ConcurrentQueue<LogLine> _lines = new();
    private int _count;

    /// <summary>The lines so far, oldest first.</summary>
    public IReadOnlyCollection<LogLine> Lines => _lines;

    /// <summary>Lines that came after the bound was reached and were dropped.</summary>
    public int Dropped => Math.Max(0, Volatile.Read(ref _count) - Bound);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
        // There is nothing to let go of.
    }

    private void Add(LogLine line)
    {
        if (Interlocked.Increment(ref _count) <= Bound) _lines.Enqueue(line);
    }

    private sealed class Logger(LogCollector collector, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= collector.Least;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            var line = new LogLine(category, logLevel, eventId, formatter(state, exception), exception);
            if (collector.Keeps(line)) collector.Add(line);
        }
    }

    private LogLevel Least => least;

    private bool Keeps(LogLine line) => keeps(line);
}
