using Recommender.Numerics.Files;
using Recommender.Storage.Devices;
using Recommender.Storage.Store;

namespace Recommender.Storage.Journaling;

/// <summary>
/// The state of a journal in two slots, written in turns: whatever happens to one, the other has the state before. A write
/// survives the process; it survives the machine once it is flushed.
/// </summary>
internal sealed class StateFile(IDurableDevice device, string path) : IDisposable
{
    private const int Slots = 2;

    private readonly Lock _writing = new();
    private readonly DeviceBuffer _buffer = new(device, Slots * JournalState.SlotBytes);
    private JournalState? _current;
    private long _number;
    private bool _isDirty;

    /// <summary>What was written last.</summary>
    public JournalState Current => Volatile.Read(ref _current) ?? throw new InvalidOperationException($"{path} was not read");

    /// <summary>What is wrong with one of the slots, in words that name file and offset; null where nothing is.</summary>
    public string? Remark { get; private set; }

    /// <summary>Writes a new file that has one state, both slots, onto the disk.</summary>
    /// <param name="path">Must not be there.</param>
    /// <param name="state">What it says.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, JournalState state)
    {
        var slots = new byte[Slots * JournalState.SlotBytes];
        for (var number = 1; number <= Slots; number++) state.Write(slots.AsSpan(number % Slots * JournalState.SlotBytes, JournalState.SlotBytes), number);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        file.Write(slots);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Finds the state.</summary>
    /// <returns>Whether there is one: a file that was never finished is none.</returns>
    /// <exception cref="InvalidFileException">Neither slot can be read.</exception>
    public bool TryRead()
    {
        var length = _buffer.Read(segment: 0, offset: 0, Slots * JournalState.SlotBytes);
        if (length == 0 || !_buffer.Span.ContainsAnyExcept((byte)0)) return false;

        for (var slot = 0; slot < Slots; slot++)
        {
            var offset = slot * JournalState.SlotBytes;
            if (!JournalState.TryRead(_buffer.Span.Slice(offset, JournalState.SlotBytes), out var state, out var number, out var problem))
            {
                if (Remark is not null) throw new InvalidFileException(path, 0, $"neither copy of the journal's state can be read: {problem}");
                Remark = $"{path}, byte {offset}: {problem}";
            }
            else if (number > _number)
            {
                (_current, _number) = (state, number);
            }
        }

        return true;
    }

    /// <summary>Writes the state of a new journal, both slots, onto the disk.</summary>
    public void Create(JournalState state)
    {
        for (var slot = 0; slot < Slots; slot++) Write(state);
        Flush();
    }

    /// <summary>Writes what is durable.</summary>
    public void WriteDurable(long durable)
    {
        lock (_writing) Write(Current with { Durable = durable });
    }

    /// <summary>Writes what is kept, both slots, onto the disk: what lies before is about to go.</summary>
    public void WriteBegin(long begin)
    {
        lock (_writing)
        {
            for (var slot = 0; slot < Slots; slot++) Write(Current with { Begin = begin });
            Flush();
        }
    }

    /// <summary>Returns when what was written is on disk.</summary>
    /// <exception cref="StoreException">The disk refused.</exception>
    public void Flush()
    {
        lock (_writing)
        {
            if (!_isDirty) return;
            try
            {
                device.FlushToDisk();
            }
            catch (IOException failure)
            {
                throw new StoreException($"the journal's state cannot be made durable: {failure.Message}", failure);
            }

            _isDirty = false;
        }
    }

    public void Dispose() => _buffer.Dispose();

    private void Write(JournalState state)
    {
        var slot = (int)(++_number % Slots) * JournalState.SlotBytes;
        state.Write(_buffer.Span.Slice(slot, JournalState.SlotBytes), _number);
        _buffer.Write(segment: 0, slot, slot, JournalState.SlotBytes);
        _isDirty = true;
        Volatile.Write(ref _current, state);
    }
}
