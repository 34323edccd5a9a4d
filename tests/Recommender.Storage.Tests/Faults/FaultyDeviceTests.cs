using FASTER.core;
using Recommender.Storage.Devices;
using Recommender.Storage.Tests.Devices;

namespace Recommender.Storage.Tests.Faults;

/// <summary>Without a plan a faulty device is a device.</summary>
public sealed class FaultlessDeviceTests : DeviceContract
{
    protected override IDevice Create(string fileName, bool deleteOnClose) =>
        new FaultyDevice(new MemoryMappedDevice(fileName, WriteDurability.OnFlush, deleteOnClose: deleteOnClose), new FaultPlan(Seed: 1));

    protected override void Flush(IDevice device) => ((IDurableDevice)device).FlushToDisk();
}

/// <summary>Delays change when a callback comes, never what it says.</summary>
public sealed class DelayedDeviceTests : DeviceContract
{
    protected override IDevice Create(string fileName, bool deleteOnClose) =>
        new FaultyDevice(new MemoryMappedDevice(fileName, WriteDurability.OnFlush, deleteOnClose: deleteOnClose), new FaultPlan(Seed: 1) { Delays = 0.5 });

    protected override void Flush(IDevice device) => ((IDurableDevice)device).FlushToDisk();
}

public sealed class FaultyDeviceTests : IDisposable
{
    private const int Sector = 512;
    private const int Sectors = 16;

    private readonly Support.TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_power_cut_leaves_each_sector_as_one_of_its_writes_since_the_flush_or_as_flushed()
    {
        var seen = new HashSet<byte>();
        var torn = false;
        for (var seed = 0; seed < 200; seed++)
        {
            var after = AfterPowerCut(seed, flushed: 1, unflushed: [2, 3]);
            Assert.All(after, content => Assert.InRange(content, 1, 3));
            seen.UnionWith(after);
            torn |= after.Distinct().Count() > 1;
        }

        Assert.True(seen.SetEquals([1, 2, 3]), $"contents seen: {string.Join(',', seen)}");
        Assert.True(torn, "no write was torn in 200 seeds");
    }

    [Fact]
    public void What_was_flushed_survives_every_power_cut()
    {
        for (var seed = 0; seed < 50; seed++) Assert.All(AfterPowerCut(seed, flushed: 7, unflushed: []), content => Assert.Equal(7, content));
    }

    [Fact]
    public void Nothing_is_answered_after_the_power_cut()
    {
        using var device = Open(new FaultPlan(1) { PowerCutAfter = 2 });
        Assert.Equal(0u, device.Write(0, 0, new byte[Sector]).Code);
        Assert.Equal(0u, device.Read(0, 0, new byte[Sector]).Code);

        Assert.Equal((DeviceFault.InputOutput, 0u), device.Write(0, 0, new byte[Sector]));
        Assert.Equal((DeviceFault.InputOutput, 0u), device.Read(0, 0, new byte[Sector]));
        Assert.Throws<IOException>(device.FlushToDisk);
        Assert.True(device.PowerIsOff);
    }

    [Fact]
    public void After_a_failed_flush_nothing_is_written_or_flushed_any_more()
    {
        using var device = Open(new FaultPlan(1) { FailedFlushes = 1 });
        device.Write(0, 0, new byte[Sector]);

        Assert.Throws<IOException>(device.FlushToDisk);

        Assert.Equal((DeviceFault.InputOutput, 0u), device.Write(0, 0, new byte[Sector]));
        Assert.Throws<IOException>(device.FlushToDisk);
    }

    [Fact]
    public void A_flipped_bit_is_exactly_one_and_only_in_what_is_read()
    {
        using var device = Open(new FaultPlan(3) { FlippedBits = 1 });
        device.Write(0, 0, new byte[Sector]);
        var places = new HashSet<int>();

        for (var round = 0; round < 50; round++)
        {
            var read = new byte[Sector];
            Assert.Equal((0u, (uint)Sector), device.Read(0, 0, read));
            Assert.Equal(1, read.Sum(b => int.PopCount(b)));
            places.Add(Array.FindIndex(read, b => b != 0));
        }

        Assert.True(places.Count > 10, $"{places.Count} places");
    }

    [Fact]
    public void One_seed_is_one_run_and_another_seed_is_another()
    {
        var plan = new FaultPlan(11) { FailedReads = 0.1, FailedWrites = 0.1, FlippedBits = 0.1, Delays = 0.3, FailedFlushes = 0.01, PowerCutAfter = 150 };

        Assert.Equal(Run(plan), Run(plan));
        Assert.NotEqual(Run(plan), Run(plan with { Seed = 12 }));
    }

    /// <summary>The same 200 operations under a plan: what the device did and what is on its disk in the end.</summary>
    private static string[] Run(FaultPlan plan)
    {
        using var folder = new Support.TemporaryFolder();
        var random = new Random(5);
        var bytes = new byte[4 * Sector];
        var seen = new List<string>();
        using (var device = new FaultyDevice(new MemoryMappedDevice(folder.File("log"), WriteDurability.OnFlush), plan))
        {
            device.Initialize(1 << 16, new LightEpoch());
            for (var i = 0; i < 200; i++)
            {
                random.NextBytes(bytes);
                if (random.Next(3) > 0) device.Write(random.Next(2), random.Next(Sectors) * Sector, bytes);
                else device.Read(random.Next(2), random.Next(Sectors) * Sector, bytes);
                seen.Add(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes)));
                if (random.Next(20) == 0) seen.Add(Record.Exception(device.FlushToDisk)?.Message.Replace(folder.Path, "", StringComparison.Ordinal) ?? "flushed");
            }

            seen.AddRange(device.Log);
        }

        foreach (var file in Directory.GetFiles(folder.Path).Order()) seen.Add(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))));
        return [.. seen];
    }

    private byte[] AfterPowerCut(int seed, byte flushed, byte[] unflushed)
    {
        using (var device = Open(new FaultPlan(seed)))
        {
            device.Write(0, 0, Filled(flushed));
            device.FlushToDisk();
            foreach (var content in unflushed) device.Write(0, 0, Filled(content));
            device.CutPower();
        }

        using var after = Open(new FaultPlan(seed));
        var read = new byte[Sectors * Sector];
        Assert.Equal((0u, (uint)read.Length), after.Read(0, 0, read));
        return [.. read.Chunk(Sector).Select(sector => Assert.Single(sector.Distinct()))];
    }

    private static byte[] Filled(byte content) => [.. Enumerable.Repeat(content, Sectors * Sector)];

    private FaultyDevice Open(FaultPlan plan)
    {
        var device = new FaultyDevice(new MemoryMappedDevice(_folder.File("log"), WriteDurability.OnFlush), plan);
        device.Initialize(1 << 16, new LightEpoch());
        return device;
    }
}
