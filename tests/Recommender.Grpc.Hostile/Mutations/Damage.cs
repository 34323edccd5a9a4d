using System.Buffers;
using Recommender.TestKit.Http2;

namespace Recommender.Grpc.Hostile.Mutations;

/// <summary>Damages one recording, from its headers down to its bytes, and keeps account of what it did.</summary>
internal sealed class Damage(Random random, IReadOnlyList<Mutator<CallDraft>> headerMutators)
{
    /// <summary>The layer of the few conversations that stay as they were recorded.</summary>
    public const string Unharmed = "unharmed";

    private readonly List<string> _done = [];

    /// <summary>Whether the other side must not notice.</summary>
    public bool Harmless { get; private set; } = true;

    /// <summary>The layer of the last damage.</summary>
    public string Layer { get; private set; } = Unharmed;

    public static byte[] Join(IEnumerable<Frame> frames)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var frame in frames) frame.WriteTo(output);
        return output.WrittenSpan.ToArray();
    }

    public void Note(string layer, string name, bool harmless = false)
    {
        _done.Add(name);
        Harmless &= harmless;
        Layer = layer;
    }

    public override string ToString() => string.Join(" + ", _done);

    /// <summary>Frames that HTTP/2 mostly allows.</summary>
    public List<Frame> ToFrames(Recording recording, int streamId)
    {
        var unharmed = random.Chance(1);
        var call = new CallDraft(recording);
        for (var count = unharmed ? 0 : random.Next(3); count > 0; count--)
        {
            if (random.Chance(50)) Apply("headers", headerMutators, call);
            else Apply("messages", MessageMutators.All, call);
        }

        var frames = Split(call.ToFrames(streamId));
        var least = _done.Count == 0 ? 1 : 0;
        for (var count = unharmed ? 0 : random.Next(least, 3); count > 0; count--) Apply("frames", LegalFrameMutators.All, frames);
        return frames;
    }

    /// <summary>The frames as bytes that HTTP/2 mostly does not allow.</summary>
    public byte[] Break(List<Frame> frames, byte[] before)
    {
        var isDone = random.Chance(60);
        if (isDone) Apply("below", IllegalFrameMutators.All, frames);
        byte[] bytes = [.. before, .. Join(frames)];
        if (isDone && random.Chance(70)) return bytes;

        var (name, damage) = random.Pick(ByteMutators.All);
        Note("below", name);
        return damage(bytes, random);
    }

    private void Apply<T>(string layer, IReadOnlyList<Mutator<T>> mutators, T target)
    {
        var mutator = random.Pick(mutators);
        mutator.Apply(target, random);
        Note(layer, mutator.Name, mutator.Harmless);
    }

    // A frame has at most 16 KiB unless the peer allows more.
    private static List<Frame> Split(List<Frame> frames)
    {
        const int Largest = 16 * 1024;
        var split = new List<Frame>();
        foreach (var frame in frames)
        {
            var rest = frame;
            while (rest.Payload.Length > Largest)
            {
                split.Add(rest with { Payload = rest.Payload[..Largest], Flags = FrameFlags.None });
                rest = rest with { Payload = rest.Payload[Largest..] };
                if (rest.Type == FrameType.Headers) rest = rest with { Type = FrameType.Continuation };
            }

            split.Add(rest);
        }

        return split;
    }
}
