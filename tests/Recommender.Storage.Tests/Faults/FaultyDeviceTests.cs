using FASTER.core;
using Recommender.Storage.Devices;
using Recommender.Storage.Tests.Devices;

namespace Recommender.Storage.Tests.Faults;

/// <summary>Without a plan a faulty disk is a disk.</summary>
public sealed class FaultlessDeviceTests : DeviceContract
{
    private readonly FaultyDisk _disk = new(new FaultPlan(Seed: 1));

    protected override IDevice Create(string fileName, bool deleteOnClose) => _disk.Open(fileName, deleteOnClose);

    protected override void Flush(IDevice device) => ((IDurableDevice)device).FlushToDisk();
}

/// <summary>Delays change when a callback comes, never what it says.</summary>
public sealed class DelayedDeviceTests : DeviceContract
{
    private readonly FaultyDisk _disk = new(new FaultPlan(Seed: 1) { DelayedReads = 0.5 });

    protected override IDevice Create(string fileName, bool deleteOnClose) => _disk.Open(fileName, deleteOnClose);

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
    public void What_a_closed_device_had_not_flushed_is_there_for_the_next_and_lost_with_the_power()
    {
        var disk = new FaultyDisk(new FaultPlan(3));
        using (var device = Open(disk)) device.Write(0, 0, Filled(1));
        var read = new byte[Sectors * Sector];
        using (var next = Open(disk)) next.Read(0, 0, read);
        Assert.Equal(Filled(1), read);

        disk.CutPower();

        using var after = Open(new FaultPlan(3));
        after.Read(0, 0, read);
        Assert.NotEqual(Filled(1), read);
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
        var plan = new FaultPlan(11) { FailedReads = 0.1, FailedWrites = 0.1, FlippedBits = 0.1, DelayedReads = 0.3, FailedFlushes = 0.01, PowerCutAfter = 150 };

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
        var disk = new FaultyDisk(plan);
        using (var device = disk.Open(folder.File("log")))
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

            seen.AddRange(disk.Log);
        }

        foreach (var file in Directory.GetFiles(folder.Path).Order()) seen.Add(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))));
        return [.. seen];
    }

    private byte[] AfterPowerCut(int seed, byte flushed, byte[] unflushed)
    {
        var disk = new FaultyDisk(new FaultPlan(seed));
        using (var device = Open(disk))
        {
            device.Write(0, 0, Filled(flushed));
            device.FlushToDisk();
            foreach (var content in unflushed) device.Write(0, 0, Filled(content));
            disk.CutPower();
        }

        using var after = Open(new FaultPlan(seed));
        var read = new byte[Sectors * Sector];
        Assert.Equal((0u, (uint)read.Length), after.Read(0, 0, read));
        return [.. read.Chunk(Sector).Select(sector => Assert.Single(sector.Distinct()))];
    }

    private static byte[] Filled(byte content) => [.. Enumerable.Repeat(content, Sectors * Sector)];

    private FaultyDevice Open(FaultPlan plan) => Open(new FaultyDisk(plan));

    private FaultyDevice Open(FaultyDisk disk)
    {
        var device = disk.Open(_folder.File("log"));
        device.Initialize(1 << 16, new LightEpoch());
        return device;
    }
}
