using System.Buffers.Binary;
using System.Diagnostics;
using Recommender.Storage.Store;
using Recommender.StoreFigures.Reads;

namespace Recommender.StoreFigures.Tails;

/// <summary>Reads one member after another for as long as it is told to, and notes the time of each while that is asked for.</summary>
internal sealed class ReaderThread
{
    private readonly Thread _thread;
    private readonly long[] _ticks;
    private readonly KeyValueStore _store;
    private readonly Func<Random, int> _choose;
    private readonly Random _random;
    private readonly byte[] _value = new byte[TailStore.ValueBytes];
    private volatile bool _isRecording;
    private volatile bool _stops;
    private Exception? _failure;

    public ReaderThread(KeyValueStore store, int seed, long[] ticks, Func<Random, int> choose)
    {
        (_store, _random, _ticks, _choose) = (store, new Random(seed), ticks, choose);
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Reads noted so far.</summary>
    public int Count { get; private set; }

    public bool IsRecording
    {
        set => _isRecording = value;
    }

    /// <summary>Stops the thread.</summary>
    /// <exception cref="InvalidDataException">A read gave a wrong answer.</exception>
    public void Stop()
    {
        _stops = true;
        _thread.Join();
        if (_failure is not null) throw new InvalidDataException(_failure.Message, _failure);
    }

    private void Run()
    {
        try
        {
            while (!_stops) ReadOne(_choose(_random));
        }
        catch (Exception failure)
        {
            _failure = failure;
        }
    }

    private void ReadOne(int member)
    {
        Span<byte> key = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(key, member);
        var copier = new Copier { Into = _value };
        var notes = _isRecording;
        var began = Stopwatch.GetTimestamp();
        var found = _store.TryRead(key, ref copier);
        var took = Stopwatch.GetTimestamp() - began;
        if (!found || BinaryPrimitives.ReadInt32LittleEndian(_value) != member) throw new InvalidDataException($"member {member} is missing or has another's value");
        if (notes && Count < _ticks.Length) _ticks[Count++] = took;
    }
}
