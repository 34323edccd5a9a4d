using Recommender.TestKit.Http2;

namespace Recommender.Grpc.Hostile.Mutations;

/// <summary>Headers that HTTP/2 lets through, and that gRPC has to answer for.</summary>
internal static class HeaderMutators
{
    public static IReadOnlyList<Mutator<CallDraft>> All { get; } =
    [
        new("grpc-timeout", (call, random) => call.Set("grpc-timeout", random.Pick(HeaderValues.Timeouts))),
        new("random grpc-timeout", (call, random) => call.Set("grpc-timeout", random.Next() + random.Pick(["H", "M", "S", "m", "u", "n", "x"]))),
        new("two grpc-timeouts", (call, random) => call.Headers.Add(new("grpc-timeout", random.Pick(HeaderValues.Timeouts)))),
        new("no grpc-timeout", (call, _) => call.Remove("grpc-timeout")) { Harmless = true },
        new("content-type", (call, random) => call.Set("content-type", random.Pick(HeaderValues.ContentTypes))),
        new("no content-type", (call, _) => call.Remove("content-type")),
        new("two content-types", (call, random) => call.Headers.Add(new("content-type", random.Pick(HeaderValues.ContentTypes)))),
        new("no te", (call, _) => call.Remove("te")),
        new("two te", (call, _) => call.Headers.Add(new("te", "trailers"))),
        new("grpc-encoding", (call, random) => call.Set("grpc-encoding", random.Pick(HeaderValues.Encodings))),
        new("two grpc-encodings", (call, random) => call.Headers.Add(new("grpc-encoding", random.Pick(HeaderValues.Encodings)))),
        new("grpc-accept-encoding", (call, random) => call.Set("grpc-accept-encoding", random.Pick(HeaderValues.Encodings))),
        new("huge grpc-accept-encoding", (call, random) =>
            call.Set("grpc-accept-encoding", string.Join(',', Enumerable.Range(0, random.Next(10, 900)).Select(i => "x" + i)))),
        new("grpc-internal-encoding-request", (call, random) => call.Set("grpc-internal-encoding-request", random.Pick(HeaderValues.Encodings))),
        new("method", (call, random) => call.Replace(":method", random.Pick(HeaderValues.Methods))),
        new("path", (call, random) => call.Replace(":path", random.Pick(HeaderValues.Paths))),
        new("long path", (call, random) => call.Replace(":path", "/" + random.Text(random.Next(100, 6000)).Replace('%', '-'))),
        new("another method's path", (call, random) => call.Replace(":path", random.Pick(Recordings.All).Headers.First(h => h.Name == ":path").Value)),
        new("authority", (call, random) => call.Replace(":authority", random.Pick(["", "localhost", "a:99999", "[::1]:1", "a b", "@", "x.example"]))),
        new("base64", (call, random) => call.Set("trace-bin", random.Pick(HeaderValues.Base64))),
        new("random -bin value", (call, random) => call.Set("x" + random.Next() + "-bin", random.Text(random.Next(200)))),
        new("status details from a client", (call, random) => call.Set("grpc-status-details-bin", random.Pick(HeaderValues.Base64))),
        new("statuses from a client", (call, random) => call.Set(random.Pick(["grpc-status", "grpc-message", "status"]), random.Text(8))),
        new("content-length", (call, random) => call.Set("content-length", random.Pick(HeaderValues.Lengths))),
        new("expect", (call, _) => call.Set("expect", "100-continue")),
        new("cookies", (call, random) => call.Headers.AddRange(Enumerable.Repeat(new HeaderField("cookie", random.Text(20)), 5))),
        new("long value", (call, random) => call.Set("x-long", random.Text(random.Next(100, 12_000)))),
        new("many headers", (call, random) => call.Headers.AddRange(Many(random, random.Next(5, 80)))),
        new("latin-1 value", (call, _) => call.Set("x-latin", "caf\u00e9 \u00ff")),
        new("repeated header", (call, random) => call.Headers.Add(random.Pick(Ordinary(call)))),
        new("missing header", (call, random) => call.Headers.Remove(random.Pick(Ordinary(call)))),
        new("headers in another order", (call, random) => Shuffle(call, random)) { Harmless = true },
        new("damaged value", (call, random) => DamageValue(call, random)),
    ];

    private static HeaderField[] Ordinary(CallDraft call) => [.. call.Headers.Where(h => h.Name[0] != ':')];

    private static HeaderField[] Many(Random random, int count) =>
        Enumerable.Range(0, count).Select(i => new HeaderField("x-" + i, random.Text(random.Next(30)))).ToArray();

    private static void Shuffle(CallDraft call, Random random)
    {
        var ordinary = Ordinary(call);
        random.Shuffle(ordinary);
        call.Headers.RemoveAll(h => h.Name[0] != ':');
        call.Headers.AddRange(ordinary);
    }

    private static void DamageValue(CallDraft call, Random random)
    {
        var chosen = random.Pick(Ordinary(call));
        var index = call.Headers.IndexOf(chosen);
        var value = chosen.Value.ToCharArray();
        if (value.Length == 0) return;
        value[random.Next(value.Length)] = (char)random.Next('!', '~' + 1);
        call.Headers[index] = chosen with { Value = new string(value) };
    }
}
