using Recommender.Numerics.Files;
using Recommender.Storage.Devices;
using Recommender.Storage.Store;

namespace Recommender.Storage.Journaling;

/// <summary>Reads a journal while its owner goes on, up to what was durable when this was opened. Changes nothing. One thread at a time.</summary>
internal sealed class JournalView : IDisposable
{
    // The owner writes the state's two copies in turns: both are torn only where it wrote twice during one look.
    private const int Looks = 16;

    private readonly JournalFiles _names;
    private readonly MemoryMappedDevice _files;
    private readonly JournalState _state;

    private JournalView(JournalFiles names)
    {
        _names = names;
        _state = Look();
        _files = new MemoryMappedDevice(names.Records, WriteDurability.OnFlush);
    }

    /// <summary>Position of the oldest record kept when this was opened.</summary>
    public long Begin => _state.Begin;

    /// <summary>Position up to which it reads.</summary>
    public long End => _state.Durable;

    /// <summary>Opens the journal of a folder.</summary>
    /// <exception cref="IOException">There is none, or it cannot be read.</exception>
    /// <exception cref="InvalidFileException">Its state is damaged.</exception>
    public static JournalView Open(string folder)
    {
        var names = new JournalFiles(folder);
        return File.Exists(names.StateFile) ? new JournalView(names) : throw new IOException($"'{folder}' holds no journal: it has no '{Path.GetFileName(names.StateFile)}'");
    }

    /// <summary>Hands all records on to a visitor.</summary>
    /// <param name="visitor">Changes that it makes to itself come back.</param>
    /// <returns>Bytes that the owner let go of before they were read.</returns>
    /// <exception cref="InvalidFileException">A record is damaged or missing; those before it were visited.</exception>
    /// <exception cref="StoreException">The disk cannot be read.</exception>
    public long Replay<TVisitor>(scoped ref TVisitor visitor)
        where TVisitor : IJournalVisitor, allows ref struct
    {
        using var reader = new RecordReader(_files, _state.Geometry);
        reader.GoTo(Begin);
        var lost = 0L;
        while (reader.Position < End)
        {
            if (reader.TryNext(out var position, out var found))
            {
                visitor.Visit(found.Record, position, reader.Position);
                continue;
            }

            var begin = Look().Begin;
            if (begin <= position) throw Opening.Damaged(_names.Records, _state.Geometry, position, "a record is damaged or missing");
            lost += Math.Min(begin, End) - position;
            reader.GoTo(begin);
        }

        return lost;
    }

    public void Dispose() => _files.Dispose();

    private JournalState Look()
    {
        for (var look = 1; ; look++)
        {
            using var device = new MemoryMappedDevice(_names.State, WriteDurability.OnFlush);
            device.Initialize(segmentSize: -1);
            using var state = new StateFile(device, _names.StateFile);
            try
            {
                return state.TryRead() ? state.Current : throw new InvalidFileException(_names.StateFile, 0, "the journal was never finished");
            }
            catch (InvalidFileException) when (look < Looks)
            {
                Thread.Yield();
            }
        }
    }
}
