using Recommender.TestKit.Http2;

namespace Recommender.Grpc.Hostile.Mutations;

/// <summary>A damaged request. A seed stands for exactly one sequence of bytes.</summary>
internal sealed class Mutation
{
    /// <summary>Streams are numbered by seed, so that consecutive seeds can share a connection.</summary>
    public const int SeedsPerConnection = 512;

    private const int PercentBelow = 12;
    private const int PercentWithPreface = 5;

    private readonly Damage _damage;

    private Mutation(int seed)
    {
        Seed = seed;
        StreamId = 2 * (seed % SeedsPerConnection) + 1;
        var random = new Random(seed);
        Recording = random.Pick(Recordings.All);
        Alone = random.Chance(PercentBelow);
        HasPreface = Alone && random.Chance(PercentWithPreface);

        _damage = new Damage(random, HeaderMutators.All);
        var frames = _damage.ToFrames(Recording, StreamId);
        if (Alone)
        {
            byte[] opening = HasPreface ? [.. RawConnection.Preface.Span, .. Frames.Settings().ToBytes()] : [];
            Bytes = _damage.Break(frames, opening);
        }
        else
        {
            Conclude(frames, random);
            Bytes = Damage.Join(frames);
            Pause = Damage.Join(frames[..PauseBefore(frames, random)]).Length;
        }

        Walk = new StreamWalk(Bytes.Span);
    }

    public int Seed { get; }

    public int StreamId { get; }

    public Recording Recording { get; }

    /// <summary>Whether the damage may end the connection: nothing else should share it.</summary>
    public bool Alone { get; }

    /// <summary>Whether the preface is part of the bytes.</summary>
    public bool HasPreface { get; }

    /// <summary>Whether the server must answer as it answers the recording.</summary>
    public bool Harmless => _damage.Harmless;

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Where the bytes may be parted, with bytes of other streams between the parts.</summary>
    public int Pause { get; }

    public StreamWalk Walk { get; }

    public string Layer => _damage.Layer;

    public static Mutation FromSeed(int seed) => new(seed);

    public override string ToString() => $"seed {Seed} (stream {StreamId}, {Recording.Name}: {_damage})";

    private void Conclude(List<Frame> frames, Random random)
    {
        var walk = new StreamWalk(Damage.Join(frames));
        if (!walk.LeavesOpen(StreamId)) return;
        var roll = random.Next(100);
        if (roll < 60) frames.Add(Frames.Data(StreamId, default, endStream: true));
        else if (roll < 90) frames.Add(Frames.Reset(StreamId, (Http2Error)random.Next(14)));
        else _damage.Note("frames", "left open");
    }

    private static int PauseBefore(List<Frame> frames, Random random)
    {
        var first = frames.FindIndex(f => f.Has(FrameFlags.EndHeaders) && f.Type is FrameType.Headers or FrameType.Continuation) + 1;
        return random.Next(Math.Max(first, 1), frames.Count + 1);
    }
}
