using Recommender.Storage.Journaling;

namespace Recommender.Storage.Decisions;

/// <summary>Reads a log of decisions beside the process that writes it, up to what was on disk when it was opened. One thread at a time.</summary>
public sealed class DecisionView : IDisposable
{
    private readonly JournalView _journal;

    private DecisionView(JournalView journal) => _journal = journal;

    /// <summary>Position of the oldest record.</summary>
    public long Begin => _journal.Begin;

    /// <summary>Position up to which it reads.</summary>
    public long End => _journal.End;

    /// <summary>Whether a folder holds a log.</summary>
    public static bool IsThere(string folder) => File.Exists(new JournalFiles(folder).StateFile);

    /// <summary>Opens the log of a folder.</summary>
    /// <exception cref="IOException">There is none, or it is damaged or cannot be read.</exception>
    public static DecisionView Open(string folder) => new(JournalView.Open(folder));

    /// <summary>Hands all records on to a visitor.</summary>
    /// <returns>Bytes that left by retention before they were read.</returns>
    /// <exception cref="IOException">A record is damaged or cannot be read; those before it were visited.</exception>
    public long Replay(IDecisionVisitor visitor)
    {
        var adapter = new VisitorAdapter(visitor);
        return _journal.Replay(ref adapter);
    }

    /// <summary>Closes the files.</summary>
    public void Dispose() => _journal.Dispose();
}
