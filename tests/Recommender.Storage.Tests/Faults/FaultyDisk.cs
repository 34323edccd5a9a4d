using Recommender.Storage.Devices;

namespace Recommender.Storage.Tests.Faults;

/// <summary>
/// A disk with bad habits under any number of devices, which share its faults, its cache and its power. What is written stays in
/// the cache until its device is flushed, also when the device is closed meanwhile; a power cut draws for every sector of the
/// cache one of the contents that it has had since its flush, so that writes are lost, torn and out of order.
/// </summary>
/// <remarks>One seed, driven by one thread, is one run. Removals of segments are taken for durable at once.</remarks>
internal sealed class FaultyDisk(FaultPlan plan)
{
    private const int SectorBytes = 512;

    private readonly Random _random = new(plan.Seed);
    private readonly SortedDictionary<string, UnsyncedSectors> _cache = new(StringComparer.Ordinal);
    private int _operations;

    public Lock Lock { get; } = new();

    /// <summary>What happened, an operation a line: two runs of one seed are alike if these are.</summary>
    public List<string> Log { get; } = [];

    /// <summary>Off while a test does what is not under test.</summary>
    public bool FaultsAreOn { get; set; } = true;

    public bool PowerIsOff { get; private set; }

    /// <summary>A flush has failed: nothing is believed any more.</summary>
    public bool IsBroken { get; set; }

    public FaultPlan Plan => plan;

    public FaultyDevice Open(string fileName, bool deleteOnClose = false) =>
        new(this, new MemoryMappedDevice(fileName, WriteDurability.OnFlush, deleteOnClose: deleteOnClose), deleteOnClose);

    public UnsyncedSectors CacheOf(string fileName)
    {
        if (!_cache.TryGetValue(fileName, out var sectors)) _cache[fileName] = sectors = new UnsyncedSectors(SectorBytes);
        return sectors;
    }

    /// <summary>One operation begins; the power may go.</summary>
    public void Tick()
    {
        if (plan.PowerCutAfter >= 0 && FaultsAreOn && _operations++ >= plan.PowerCutAfter) CutPower();
    }

    public void CutPower()
    {
        lock (Lock)
        {
            if (PowerIsOff) return;
            PowerIsOff = IsBroken = true;
            Log.Add("power cut");
            foreach (var (fileName, sectors) in _cache)
            {
                using var file = new MemoryMappedDevice(fileName, WriteDurability.OnFlush);
                sectors.CutTo(file, _random);
            }
        }
    }

    public bool Happens(double chance) => chance > 0 && FaultsAreOn && _random.NextDouble() < chance;

    public int Draw(int below) => _random.Next(below);
}
