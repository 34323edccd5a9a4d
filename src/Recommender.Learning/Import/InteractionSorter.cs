using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Recommender.Learning.Data;

namespace Recommender.Learning.Import;

/// <summary>Brings interactions in order by member, in bounded memory: sorted runs in a temporary file, merged at the end.</summary>
internal sealed class InteractionSorter(ImportOptions options) : IDisposable
{
    private const int FirstCapacity = 1024;

    private readonly int _limit = (int)Math.Clamp(options.MemoryBytes / Unsafe.SizeOf<Interaction>(), 1, Array.MaxLength);
    private Interaction[] _buffer = [];
    private int _buffered;
    private long _place;
    private RunFile? _runs;

    /// <summary>Interactions added.</summary>
    public long Added => _place;

    /// <summary>Interactions that gave way to another of the same member and title; known after the end.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Sorted runs in the temporary file.</summary>
    public int Runs => _runs?.Count ?? 0;

    public void Add(int member, int title, float value, long time)
    {
        if (_buffered == _buffer.Length) MakeRoom();
        _buffer[_buffered++] = new Interaction(member, title, value, time, _place++);
    }

    /// <summary>Hands on the interactions of every member from 0, each title once, oldest first.</summary>
    /// <exception cref="InvalidDataException">They are more than a dataset holds.</exception>
    public void Drain(int members, IInteractionSink sink, CancellationToken cancellation)
    {
        SortBuffer();
        using var merged = Merged().GetEnumerator();
        var more = merged.MoveNext();
        var history = new HistoryBuffer();
        var total = 0L;
        for (var member = 0; member < members; member++)
        {
            if (member % 1024 == 0) cancellation.ThrowIfCancellationRequested();
            history.Clear();
            for (; more && merged.Current.Member == member; more = merged.MoveNext())
            {
                if (!history.Add(merged.Current, options.Duplicates)) Duplicates++;
            }

            total += history.Count;
            if (total > Array.MaxLength) throw new InvalidDataException($"there are more than {Array.MaxLength} interactions; a dataset holds no more");
            history.HandOn(sink);
        }
    }

    public void Dispose() => _runs?.Dispose();

    private void MakeRoom()
    {
        if (_buffered < _limit)
        {
            Array.Resize(ref _buffer, (int)Math.Min(_limit, Math.Max(FirstCapacity, _buffered * 2L)));
            return;
        }

        SortBuffer();
        _runs ??= new RunFile(options.WorkFolder ?? Path.GetTempPath());
        _runs.Append(MemoryMarshal.AsBytes(_buffer.AsSpan(0, _buffered)));
        _buffered = 0;
    }

    private void SortBuffer() => _buffer.AsSpan(0, _buffered).Sort(default(InteractionOrder));

    private IEnumerable<Interaction> Merged()
    {
        if (_runs is null) return InBuffer();
        // The last run joins the others, so that its memory can hold parts of all.
        if (_buffered > 0) _runs.Append(MemoryMarshal.AsBytes(_buffer.AsSpan(0, _buffered)));
        (_buffer, _buffered) = ([], 0);
        return RunMerge.Of(_runs, _limit);
    }

    private IEnumerable<Interaction> InBuffer()
    {
        for (var i = 0; i < _buffered; i++) yield return _buffer[i];
    }
}
