using System.Runtime.InteropServices;
using Recommender.Numerics.Files;

namespace Recommender.Numerics.Tests.Files;

/// <summary>A folder in memory that knows what a disk would have kept: what was flushed, and any part of what was not.</summary>
/// <remarks>It goes at a chosen step: that step and those after it fail. A step is a call of either interface.</remarks>
internal sealed class PowerCutFolder(int stopAt) : IFolder
{
    private readonly Dictionary<string, Content> _names = [];
    private Dictionary<string, Content> _namesOnDisk = [];
    private readonly List<Dictionary<string, Content>> _namesSince = [];

    public int Steps { get; private set; }

    public string[] Names => [.. _names.Keys];

    public byte[] Read(string name) => [.. _names[name].Now];

    public INewFile Create(string name)
    {
        Step();
        var content = new Content(this);
        Assert.True(_names.TryAdd(name, content));
        Remember();
        return content;
    }

    public void Replace(string from, string to)
    {
        Step();
        Assert.True(_names.Remove(from, out var content));
        _names[to] = content;
        Remember();
    }

    public void Flush()
    {
        Step();
        _namesOnDisk = new(_names);
        _namesSince.Clear();
    }

    public void Delete(string name)
    {
        Step();
        _names.Remove(name);
        Remember();
    }

    public void DeleteAbandoned(string prefix, string suffix)
    {
        foreach (var name in Names)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(suffix, StringComparison.Ordinal) && !_names[name].IsOwned)
                Delete(name);
        }
    }

    /// <summary>Every folder that a power cut may leave now: the names as of any moment since the flush, each file with any of its contents.</summary>
    public IEnumerable<PowerCutFolder> AfterCut()
    {
        foreach (var names in _namesSince.Prepend(_namesOnDisk))
        {
            for (var loss = 0; loss < 3; loss++)
            {
                var left = new PowerCutFolder(int.MaxValue);
                foreach (var (name, content) in names) left._names[name] = content.AfterCut(left, loss);
                left._namesOnDisk = new(left._names);
                yield return left;
            }
        }
    }

    private void Step()
    {
        if (Steps >= stopAt) throw new IOException("the power is gone");
        Steps++;
    }

    private void Remember() => _namesSince.Add(new(_names));

    private sealed class Content(PowerCutFolder folder) : INewFile
    {
        private byte[] _onDisk = [];

        public List<byte> Now { get; private init; } = [];

        public bool IsOwned { get; private set; } = true;

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            folder.Step();
            if (Now.Count < offset + bytes.Length) CollectionsMarshal.SetCount(Now, (int)offset + bytes.Length);
            bytes.CopyTo(CollectionsMarshal.AsSpan(Now)[(int)offset..]);
        }

        public void Flush()
        {
            folder.Step();
            _onDisk = [.. Now];
        }

        public void Dispose() => IsOwned = false;

        // What was never flushed may be lost, kept, or kept without its end.
        public Content AfterCut(PowerCutFolder left, int loss)
        {
            byte[] kept = loss == 0 ? _onDisk : loss == 1 ? [.. Now] : [.. Now.Take(Math.Max(_onDisk.Length, Now.Count / 2))];
            return new Content(left) { Now = [.. kept], _onDisk = kept, IsOwned = false };
        }
    }
}
