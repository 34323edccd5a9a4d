using Recommender.Storage.Journaling;
using Recommender.Storage.Store;
using Recommender.Storage.Tests.Faults;

namespace Recommender.Storage.Tests.Journaling;

/// <summary>
/// Random operations on a journal, life after life on one folder, each life on a disk that fails by its own plan; and a list
/// of what was appended as the model. Nothing commits by the clock, so a seed is a run.
/// </summary>
internal sealed class JournalFaultRun(string folder, int seed)
{
    private readonly JournalOptions _options = JournalCalls.Small(folder) with { CommitInterval = Timeout.InfiniteTimeSpan };
    private readonly Random _random = new(seed);
    private readonly List<(int Number, int Most, long Next)> _model = [];
    private int _acknowledged;
    private long _begin = -1;
    private int _numbers;

    /// <summary>Lives that ended with an error.</summary>
    public int Failures { get; private set; }

    /// <summary>Lives after which some of what nobody had acknowledged was gone.</summary>
    public int Cuts { get; private set; }

    /// <summary>What the disks did.</summary>
    public List<string> Log { get; } = [];

    /// <summary>One life: opens, works, and ends by itself, by a fault, or with the power.</summary>
    public async Task LiveAsync(FaultPlan plan, int steps)
    {
        var disk = new FaultyDisk(plan);
        try
        {
            using var journal = Journal.Open(_options, name => disk.Open(name));
            disk.FaultsAreOn = false;
            AssertIsModel(journal);
            disk.FaultsAreOn = true;
            for (var step = 0; step < steps; step++) await StepAsync(journal);
        }
        catch (Exception failure) when (failure is StoreException or IOException and not Numerics.Files.InvalidFileException)
        {
            Assert.Contains(folder, failure.Message, StringComparison.Ordinal);
            Failures++;
        }

        disk.CutPower();
        Log.AddRange(disk.Log);
    }

    /// <summary>Opens what is left on a disk without faults.</summary>
    public void AssertRecovered()
    {
        using var journal = Journal.Open(_options);
        AssertIsModel(journal);
    }

    private async Task StepAsync(Journal journal)
    {
        switch (_random.Next(20))
        {
            case 0:
                journal.DropBefore(_model.Count == 0 ? journal.Begin : _model[_random.Next(_model.Count)].Next);
                _begin = journal.Begin;
                break;
            case < 10:
                for (var many = _random.Next(1, 12); many > 0; many--)
                {
                    var (number, most) = (_numbers++, _random.Next(10) == 0 ? 20_000 : 300);
                    _model.Add((number, most, journal.Enqueue(JournalCalls.Record(number, most))));
                }

                break;
            case < 18:
                if (_model.Count == 0) break;
                await journal.WaitForDurableAsync(_model[^1].Next);
                _acknowledged = _model.Count;
                break;
            default:
                JournalCalls.AssertSame(
                    [.. _model.Where(entry => entry.Next > journal.Begin && entry.Next <= journal.Durable).Select(static entry => (Bytes(entry), entry.Next))], journal.Read());
                break;
        }
    }

    /// <summary>The journal is the model up to some record that was not acknowledged, and the model is what the journal is.</summary>
    private void AssertIsModel(Journal journal)
    {
        var which = $"seed {seed}";
        if (_begin < 0) _begin = journal.Begin;
        Assert.True(journal.Begin == _begin || _model.Exists(entry => entry.Next > journal.Begin), $"{which}: begins at {journal.Begin}");
        _begin = journal.Begin;
        var found = journal.Read();
        var dropped = _model.Count(entry => entry.Next <= _begin);
        Assert.True(dropped + found.Count >= _acknowledged, $"{which}: {dropped} + {found.Count} records, {_acknowledged} were acknowledged");
        Assert.True(dropped + found.Count <= _model.Count, $"{which}: {dropped} + {found.Count} records, {_model.Count} were appended");
        JournalCalls.AssertSame([.. _model.Skip(dropped).Take(found.Count).Select(static entry => (Bytes(entry), entry.Next))], found, which);
        if (dropped + found.Count < _model.Count) Cuts++;
        _model.RemoveRange(dropped + found.Count, _model.Count - dropped - found.Count);
        _acknowledged = _model.Count;   // what a journal has shown once, it keeps
        Assert.Equal(_model.Count == 0 ? journal.Begin : Math.Max(_model[^1].Next, journal.Begin), journal.Tail);
    }

    private static byte[] Bytes((int Number, int Most, long Next) entry) => JournalCalls.Record(entry.Number, entry.Most);
}
