using System.Buffers;
using Recommender.TestKit.Http2;

namespace Recommender.Grpc.Hostile.Mutations;

/// <summary>One damaged conversation. A seed stands for exactly one sequence of bytes.</summary>
internal sealed class Mutation
{
    /// <summary>Streams are numbered by seed, so that consecutive seeds can share a connection.</summary>
    public const int SeedsPerConnection = 512;

    /// <summary>The layer of the few conversations that stay as they were recorded.</summary>
    public const string Unharmed = "unharmed";

    private const int PercentBelow = 12;

    private readonly List<string> _damage = [];

    private Mutation(int seed)
    {
        Seed = seed;
        StreamId = 2 * (seed % SeedsPerConnection) + 1;
        var random = new Random(seed);
        Recording = random.Pick(Recordings.All);
        Alone = random.Chance(PercentBelow);

        var frames = Draft(random);
        if (Alone)
        {
            Bytes = Break(frames, random);
        }
        else
        {
            Conclude(frames, random);
            Bytes = Join(frames);
            Pause = Join(frames[..PauseBefore(frames, random)]).Length;
        }

        Walk = new StreamWalk(Bytes.Span);
    }

    public int Seed { get; }

    public int StreamId { get; }

    public Recording Recording { get; }

    /// <summary>Whether the damage may end the connection: nothing else should share it.</summary>
    public bool Alone { get; }

    /// <summary>Whether the preface is part of the bytes.</summary>
    public bool HasPreface { get; private set; }

    /// <summary>Whether the server must answer as it answers the recording.</summary>
    public bool Harmless { get; private set; } = true;

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Where the bytes may be parted, with bytes of other streams between the parts.</summary>
    public int Pause { get; }

    public StreamWalk Walk { get; }

    /// <summary>The layer of the last damage.</summary>
    public string Layer { get; private set; } = Unharmed;

    public static Mutation FromSeed(int seed) => new(seed);

    public override string ToString() => $"seed {Seed} (stream {StreamId}, {Recording.Name}: {string.Join(" + ", _damage)})";

    private List<Frame> Draft(Random random)
    {
        var call = new CallDraft(Recording);
        var unharmed = random.Chance(1);
        for (var count = unharmed ? 0 : random.Next(3); count > 0; count--)
        {
            if (random.Chance(50)) Apply("headers", HeaderMutators.All, call, random);
            else Apply("messages", MessageMutators.All, call, random);
        }

        var frames = Split(call.ToFrames(StreamId));
        var least = _damage.Count == 0 ? 1 : 0;
        for (var count = unharmed ? 0 : random.Next(least, 3); count > 0; count--) Apply("frames", LegalFrameMutators.All, frames, random);
        return frames;
    }

    private void Apply<T>(string layer, IReadOnlyList<Mutator<T>> mutators, T target, Random random)
    {
        var mutator = random.Pick(mutators);
        mutator.Apply(target, random);
        Note(layer, mutator.Name, mutator.Harmless);
    }

    private void Note(string layer, string name, bool harmless = false)
    {
        _damage.Add(name);
        Harmless &= harmless;
        Layer = layer;
    }

    // A frame has at most 16 KiB unless the server allows more.
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

    private void Conclude(List<Frame> frames, Random random)
    {
        var walk = new StreamWalk(Join(frames).Span);
        if (!walk.LeavesOpen(StreamId)) return;
        var roll = random.Next(100);
        if (roll < 60) frames.Add(Frames.Data(StreamId, default, endStream: true));
        else if (roll < 90) frames.Add(Frames.Reset(StreamId, (Http2Error)random.Next(14)));
        else Note("frames", "left open");
    }

    private static int PauseBefore(List<Frame> frames, Random random)
    {
        var first = frames.FindIndex(f => f.Has(FrameFlags.EndHeaders) && f.Type is FrameType.Headers or FrameType.Continuation) + 1;
        return random.Next(Math.Max(first, 1), frames.Count + 1);
    }

    private ReadOnlyMemory<byte> Break(List<Frame> frames, Random random)
    {
        if (random.Chance(60)) Apply("below", IllegalFrameMutators.All, frames, random);
        var bytes = Join(frames);
        if (!Harmless && Layer == "below" && random.Chance(70)) return bytes;

        if (random.Chance(10))
        {
            HasPreface = true;
            bytes = (byte[])[.. RawConnection.Preface.Span, .. Frames.Settings().ToBytes(), .. bytes.Span];
        }

        var (name, damage) = random.Pick(ByteMutators.All);
        Note("below", name);
        return damage(bytes.ToArray(), random);
    }

    private static ReadOnlyMemory<byte> Join(List<Frame> frames)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var frame in frames) frame.WriteTo(output);
        return output.WrittenMemory;
    }
}
