using FASTER.core;
using Recommender.Storage.Tests.Devices;

namespace Recommender.Storage.Tests.Faults;

/// <summary>Sectors taken but not yet flushed, each with every content that it has had since: a disk may hold any of them after a power cut.</summary>
internal sealed class UnsyncedSectors(int sectorBytes)
{
    private readonly SortedDictionary<(int Segment, long Sector), List<byte[]>> _contents = [];
    private readonly Dictionary<int, long> _ends = [];

    public void Write(int segment, long offset, ReadOnlySpan<byte> bytes)
    {
        for (var done = 0; done < bytes.Length; done += sectorBytes)
        {
            var key = (segment, (offset + done) / sectorBytes);
            if (!_contents.TryGetValue(key, out var contents)) _contents[key] = contents = [];
            contents.Add(bytes.Slice(done, sectorBytes).ToArray());
        }

        _ends[segment] = Math.Max(LengthOf(segment), offset + bytes.Length);
    }

    /// <summary>Puts the latest contents over what was read below.</summary>
    /// <returns>The bytes of <paramref name="into"/> that exist, at least <paramref name="below"/>.</returns>
    public int Read(int segment, long offset, Span<byte> into, int below)
    {
        var end = below;
        for (var done = 0; done < into.Length; done += sectorBytes)
        {
            if (!_contents.TryGetValue((segment, (offset + done) / sectorBytes), out var contents)) continue;
            contents[^1].CopyTo(into[done..]);
            end = Math.Max(end, done + sectorBytes);
        }

        // A hole before the last sector that exists reads as zeros, as in a file.
        return LengthOf(segment) >= offset + into.Length ? into.Length : end;
    }

    public IReadOnlyList<int> Segments => [.. _ends.Keys.Order()];

    public long LengthOf(int segment) => _ends.GetValueOrDefault(segment);

    public void Forget(int segment)
    {
        foreach (var key in _contents.Keys.Where(key => key.Segment == segment).ToList()) _contents.Remove(key);
        _ends.Remove(segment);
    }

    public void CutAt(int segment, long offset)
    {
        foreach (var later in Segments.Where(number => number > segment)) Forget(later);
        foreach (var key in _contents.Keys.Where(key => key.Segment == segment && key.Sector * sectorBytes >= offset).ToList()) _contents.Remove(key);
        if (_ends.TryGetValue(segment, out var end)) _ends[segment] = Math.Min(end, offset);
    }

    public void ForgetBefore(int segment, long offset)
    {
        foreach (var earlier in Segments.Where(number => number < segment)) Forget(earlier);
        foreach (var key in _contents.Keys.Where(key => key.Segment == segment && key.Sector * sectorBytes < offset).ToList()) _contents.Remove(key);
    }

    public void SyncTo(IDevice device) => Apply(device, static contents => contents[^1]);

    /// <summary>Leaves each sector as it was or as any write since left it, by the draw.</summary>
    public void CutTo(IDevice device, Random random) =>
        Apply(device, contents => random.Next(contents.Count + 1) is var drawn and > 0 ? contents[drawn - 1] : null);

    private void Apply(IDevice device, Func<List<byte[]>, byte[]?> choose)
    {
        foreach (var ((segment, sector), contents) in _contents)
        {
            if (choose(contents) is { } chosen) Assert.Equal((0u, (uint)sectorBytes), device.Write(segment, sector * sectorBytes, chosen));
        }

        _contents.Clear();
        _ends.Clear();
    }
}
