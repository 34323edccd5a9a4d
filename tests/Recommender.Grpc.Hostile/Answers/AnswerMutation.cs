using System.Text;
using Recommender.Grpc.Hostile.Mutations;
using Recommender.TestKit.Http2;

namespace Recommender.Grpc.Hostile.Answers;

/// <summary>A damaged answer. A seed stands for exactly one sequence of bytes on the first stream of a connection.</summary>
internal sealed class AnswerMutation
{
    private const int PercentBelow = 25;

    private readonly Damage _damage;

    private AnswerMutation(int seed)
    {
        const int FirstStream = 1;
        Seed = seed;
        var random = new Random(seed);
        Recording = random.Pick(AnswerRecordings.All);
        var isBroken = random.Chance(PercentBelow);

        _damage = new Damage(random, AnswerHeaderMutators.All);
        var frames = _damage.ToFrames(Recording, FirstStream);
        Closes = isBroken;
        if (!isBroken && new StreamWalk(Damage.Join(frames)).LeavesOpen(FirstStream)) Conclude(frames, random);
        Bytes = isBroken ? _damage.Break(frames, []) : Damage.Join(frames);
    }

    public int Seed { get; }

    public Recording Recording { get; }

    /// <summary>Whether the client must take the answer as it takes the recording.</summary>
    public bool Harmless => _damage.Harmless;

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Whether the server closes the connection after these bytes.</summary>
    public bool Closes { get; private set; }

    /// <summary>Whether the server says nothing after these bytes, so that only the client's deadline ends the call.</summary>
    public bool IsSilent { get; private set; }

    public string Layer => _damage.Layer;

    /// <summary>Whether the bytes contain a text.</summary>
    public bool Says(string text) => Bytes.Span.IndexOf(Encoding.Latin1.GetBytes(text)) >= 0;

    public static AnswerMutation FromSeed(int seed) => new(seed);

    public override string ToString() => $"seed {Seed} ({Recording.Name}: {_damage})";

    private void Conclude(List<Frame> frames, Random random)
    {
        var roll = random.Next(100);
        var stream = frames[0].StreamId;
        if (roll < 40) frames.Add(Frames.Data(stream, default, endStream: true));
        else if (roll < 70) frames.Add(Frames.Reset(stream, (Http2Error)random.Next(14)));
        else if (roll < 80) frames.Add(Frames.GoAway(random.Next(3), (Http2Error)random.Next(14)));
        else if (roll < 95) Closes = true;
        else IsSilent = true;
        Closes |= roll is >= 70 and < 80;
        _damage.Note("frames", "another ending");
    }
}
