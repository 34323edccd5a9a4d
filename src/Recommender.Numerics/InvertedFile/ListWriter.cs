namespace Recommender.Numerics.Lists;

/// <summary>The next generation after a change. The caller publishes it; only then do readers see the change.</summary>
internal static unsafe class ListWriter
{
    /// <summary>Sets a row, which may be there already.</summary>
    public static ListGeneration Set(ListGeneration now, int row, ReadOnlySpan<float> vector, InvertedFileOptions options)
    {
        var full = now.Added == now.Changes?.Capacity;
        var next = WithRoom(full ? Merged(now, options.Threads) : now, row, options);
        var (changes, slotOf, version) = (next.Changes!, next.SlotOf!, next.Version + 1);
        var seen = next.Find(row);

        changes.Append(next.Added, row, older: slotOf[row], vector);
        if (seen >= 0) changes.Remove(seen, version);
        Volatile.Write(ref slotOf[row], changes.BaseSlots + next.Added);
        return next with { Version = version, Added = next.Added + 1, Count = next.Count + (seen >= 0 ? 0 : 1) };
    }

    /// <summary>Lets a row go that is there.</summary>
    public static ListGeneration Remove(ListGeneration now, int row, InvertedFileOptions options)
    {
        var next = WithRoom(now, row, options);
        next.Changes!.Remove(next.Find(row), next.Version + 1);
        next = next with { Version = next.Version + 1, Count = next.Count - 1 };

        var gone = next.Store.Count + next.Added - next.Count;
        return gone > next.Count + options.DeltaRows ? Merged(next, options.Threads) : next;
    }

    /// <summary>A new store with the rows that are there, in the lists of the old one.</summary>
    public static ListGeneration Merged(ListGeneration now, int? threads, CancellationToken cancellation = default)
    {
        var (numbers, rows) = (new int[now.Count], new nint[now.Count]);
        var count = 0;
        for (var row = 0; count < numbers.Length; row++)
        {
            if (now.Find(row) < 0) continue;
            fixed (float* elements = now.Vector(row)) (numbers[count], rows[count]) = (row, (nint)elements);   // native memory stays
            count++;
        }

        var parallel = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = threads ?? Environment.ProcessorCount };
        var (centroids, scales) = Centroids.Copy(now.Store);
        var store = ListBuilder.Build(numbers, rows, now.Store.Dimension, now.Store.Projection?.Copy(), centroids, scales, parallel);
        return new ListGeneration(store, null, null, 0, 0, store.Count);
    }

    // Changes to write to, and a place for the row's slot.
    private static ListGeneration WithRoom(ListGeneration now, int row, InvertedFileOptions options)
    {
        var slotOf = now.SlotOf;
        if (slotOf is null || row >= slotOf.Length)
        {
            var known = slotOf ?? now.Store.SlotOf.Span;
            slotOf = new int[Math.Min(options.RowLimit, Math.Max(row + 1L, known.Length + known.Length / 4))];
            known.CopyTo(slotOf);
            slotOf.AsSpan(known.Length).Fill(-1);
        }

        var changes = now.Changes ?? (now.Store.Changes = new ListChanges(now.Store, options.DeltaRows));
        return now with { Changes = changes, SlotOf = slotOf };
    }
}
