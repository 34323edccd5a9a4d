using Recommender.TestKit.Wire;

namespace Recommender.Grpc.Hostile.Mutations;

/// <summary>Damage to messages, to the five bytes before them, and to their compression.</summary>
internal static class MessageMutators
{
    /// <summary>More than the server takes, in a kilobyte or two.</summary>
    private static readonly byte[] Bomb = GrpcFraming.Gzip(new byte[1 << 20]);

    public static IReadOnlyList<Mutator<CallDraft>> All { get; } =
    [
        Each("flag", (message, random) => message with { Flag = (byte)random.Next(256) }),
        Each("length", (message, random) => message with { ClaimedLength = Length(message, random) }),
        Each("flag and length", (message, random) => message with { Flag = (byte)random.Next(3), ClaimedLength = (uint)random.NextInt64(1L << 32) }),
        Each("damaged bytes", (message, random) => message with { Payload = random.Damaged(message.Payload) }),
        Each("damaged bytes", (message, random) => message with { Payload = random.Damaged(message.Payload) }),
        Each("cut message", (message, random) => message with { Payload = message.Payload[..random.Next(message.Payload.Length + 1)] }),
        Each("cut message, whole length", (message, random) => message with
        {
            Payload = message.Payload[..random.Next(message.Payload.Length + 1)],
            ClaimedLength = (uint)message.Payload.Length,
        }),
        Each("bytes after the message", (message, random) => message with { Payload = [.. message.Payload, .. random.Bytes(random.Next(1, 40))] }),
        Each("random message", (_, random) => new RequestMessage(random.Bytes(random.Next(300)))),
        Each("odd protobuf", (_, random) => new RequestMessage(random.Pick(OddProtobuf.All))),
        Each("larger than the limit", (_, random) => new RequestMessage(new byte[HostileServer.ReceiveLimit + random.Next(1, 3000)])),
        Each("limit claimed", (message, random) => message with { ClaimedLength = (uint)(HostileServer.ReceiveLimit + random.Next(-1, 2)) }),
        Gzipped("zip bomb", (_, _) => Bomb),
        Gzipped("damaged gzip", (zipped, random) => random.Damaged(zipped)),
        Gzipped("cut gzip", (zipped, random) => zipped[..random.Next(zipped.Length)]),
        Gzipped("bytes after gzip", (zipped, random) => [.. zipped, .. random.Bytes(random.Next(1, 50))]),
        Gzipped("gzip twice", (zipped, _) => GrpcFraming.Gzip(zipped)),
        Gzipped("no gzip", (_, random) => random.Bytes(random.Next(100))),
        new("compressed flag without grpc-encoding", (call, _) =>
        {
            call.Remove("grpc-encoding");
            Change(call, _ => true, message => message with { Flag = 1 });
        }),
        new("repeated message", (call, random) => call.Messages.AddRange(Enumerable.Repeat(Any(call, random), random.Next(1, 8)))),
        new("missing message", (call, random) => call.Messages.Remove(Any(call, random))),
        new("another call's message", (call, random) => call.Messages.InsertRange(random.Next(call.Messages.Count + 1), random.Pick(Recordings.All).Messages)),
        new("empty messages", (call, random) => call.Messages.AddRange(Enumerable.Repeat(new RequestMessage([]), random.Next(1, 30)))),
    ];

    private static RequestMessage Any(CallDraft call, Random random) =>
        call.Messages.Count == 0 ? new RequestMessage([]) : random.Pick(call.Messages);

    private static uint Length(RequestMessage message, Random random)
    {
        var length = (uint)message.Payload.Length;
        return random.Pick([0u, 1u, length - 1, length + 1, length + 5, length ^ 0x100, 0x7fff_ffffu, 0x8000_0000u, 0xffff_ffffu, 4u << 20, (4u << 20) + 1]);
    }

    private static Mutator<CallDraft> Each(string name, Func<RequestMessage, Random, RequestMessage> damage) =>
        new(name, (call, random) =>
        {
            if (call.Messages.Count == 0) call.Messages.Add(new RequestMessage([]));
            var index = random.Next(call.Messages.Count);
            call.Messages[index] = damage(call.Messages[index], random);
        });

    private static Mutator<CallDraft> Gzipped(string name, Func<byte[], Random, byte[]> damage) =>
        new(name, (call, random) =>
        {
            call.Set("grpc-encoding", "gzip");
            if (call.Messages.Count == 0) call.Messages.Add(new RequestMessage([]));
            Change(call, message => message.Flag == 0, message => message with { Flag = 1, Payload = GrpcFraming.Gzip(message.Payload) });
            var index = random.Next(call.Messages.Count);
            call.Messages[index] = call.Messages[index] with { Payload = damage(call.Messages[index].Payload, random) };
        });

    private static void Change(CallDraft call, Predicate<RequestMessage> which, Func<RequestMessage, RequestMessage> change)
    {
        for (var i = 0; i < call.Messages.Count; i++)
            if (which(call.Messages[i])) call.Messages[i] = change(call.Messages[i]);
    }
}
