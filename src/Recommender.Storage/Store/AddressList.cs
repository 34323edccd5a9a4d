using System.Runtime.InteropServices;

namespace Recommender.Storage.Store;

/// <summary>
/// Addresses of the log, as many as there are keys, in memory of the system's: the collector would keep the room of arrays so large, with all
/// those outgrown, long after the work that needed them. What was not yet written takes no memory. Not for several threads.
/// </summary>
internal sealed unsafe class AddressList : IDisposable
{
    private const int LeastCapacity = 1 << 10;

    private long* _addresses;
    private int _capacity;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The addresses, until the next one is added or the list is disposed of.</summary>
    public Span<long> Span => new(_addresses, Count);

    /// <summary>Adds one behind the others.</summary>
    public void Add(long address)
    {
        if (Count == _capacity) Grow();
        _addresses[Count++] = address;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(_addresses);
        _addresses = null;
        (_capacity, Count) = (0, 0);
    }

    private void Grow()
    {
        var capacity = checked(Math.Max(LeastCapacity, 2 * _capacity));
        _addresses = (long*)NativeMemory.Realloc(_addresses, (nuint)capacity * sizeof(long));
        _capacity = capacity;
    }
}
