using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Recommender.Learning.Import;

/// <summary>Reads sorted runs as one.</summary>
internal static class RunMerge
{
    private const int LeastBuffered = 4;

    /// <summary>The interactions of all runs, in their order.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="limit">Interactions that all buffers together hold, at least a few for each run.</param>
    public static IEnumerable<Interaction> Of(RunFile runs, int limit)
    {
        var perRun = Math.Max(LeastBuffered, limit / Math.Max(1, runs.Count));
        var next = new PriorityQueue<Cursor, Interaction>(runs.Count, default(InteractionOrder));
        for (var run = 0; run < runs.Count; run++)
        {
            var cursor = new Cursor(runs, run, perRun);
            if (cursor.MoveNext()) next.Enqueue(cursor, cursor.Current);
        }

        while (next.TryDequeue(out var least, out var interaction))
        {
            yield return interaction;
            if (least.MoveNext()) next.Enqueue(least, least.Current);
        }
    }

    private sealed class Cursor(RunFile runs, int run, int capacity)
    {
        private readonly long _end = runs[run].Start + runs[run].Length;
        private Interaction[] _buffer = [];
        private long _at = runs[run].Start;
        private int _next;

        public Interaction Current => _buffer[_next - 1];

        public bool MoveNext()
        {
            if (_next == _buffer.Length && !Fill()) return false;
            _next++;
            return true;
        }

        private bool Fill()
        {
            var count = (int)Math.Min(capacity, (_end - _at) / Unsafe.SizeOf<Interaction>());
            if (count == 0) return false;
            if (_buffer.Length != count) _buffer = new Interaction[count];
            var bytes = MemoryMarshal.AsBytes(_buffer.AsSpan());
            runs.Read(_at, bytes);
            (_at, _next) = (_at + bytes.Length, 0);
            return true;
        }
    }
}
