using Recommender.Grpc.Hostile.Mutations;
using Recommender.TestKit.Http2;

namespace Recommender.Grpc.Hostile.Answers;

/// <summary>Headers and trailers that a server should not send.</summary>
internal static class AnswerHeaderMutators
{
    private static readonly string[] HttpStatuses =
        ["100", "101", "103", "199", "204", "205", "206", "301", "302", "304", "400", "401", "403", "404", "415", "429", "500", "503", "599", "600", "999", "0", "20", "2000", "abc", ""];

    private static readonly string[] Statuses =
        ["", "-1", "1", "3", "13", "16", "17", "99", "00", "0 ", " 0", "+0", "0x0", "1e1", "abc", "2147483648", "99999999999999999999", "0,0", "0, 5", "\u00b2"];

    private static readonly string[] Messages =
        ["", "%", "%%", "%G1", "%f", "%ff%fe", "%00", "%0d%0a", "%c3%28", "%E2%82", "caf\u00e9", "a%20b%", new string('%', 3000), new string('x', 9000)];

    public static IReadOnlyList<Mutator<CallDraft>> All { get; } =
    [
        new("http status", (answer, random) => answer.Replace(":status", random.Pick(HttpStatuses))),
        new("content-type", (answer, random) => answer.Set("content-type", random.Pick(HeaderValues.ContentTypes))),
        new("no content-type", (answer, _) => answer.Remove("content-type")),
        new("two content-types", (answer, random) => answer.Headers.Add(new("content-type", random.Pick(HeaderValues.ContentTypes)))),
        new("grpc-encoding", (answer, random) => answer.Set("grpc-encoding", random.Pick(HeaderValues.Encodings))),
        new("two grpc-encodings", (answer, random) => answer.Headers.Add(new("grpc-encoding", random.Pick(HeaderValues.Encodings)))),
        new("content-length", (answer, random) => answer.Set("content-length", random.Pick(HeaderValues.Lengths))),
        new("content-encoding", (answer, random) => answer.Set("content-encoding", random.Pick(HeaderValues.Encodings))),
        new("location", (answer, random) => { answer.Replace(":status", "302"); answer.Set("location", random.Pick(HeaderValues.Paths)); }),
        new("cookie", (answer, random) => answer.Set("set-cookie", random.Text(30))),
        new("long header", (answer, random) => answer.Set("x-long", random.Text(random.Next(100, 15_000)))),
        new("many headers", (answer, random) => answer.Headers.AddRange(Many(random))),
        new("base64", (answer, random) => answer.Set("trace-bin", random.Pick(HeaderValues.Base64))),
        new("latin-1", (answer, _) => answer.Set("x-latin", "caf\u00e9 \u00ff")),
        new("status in the headers", (answer, random) => answer.Set("grpc-status", random.Pick(Statuses))),
        new("status", (answer, random) => SetLast(answer, "grpc-status", random.Pick(Statuses))),
        new("message", (answer, random) => SetLast(answer, "grpc-message", random.Pick(Messages))),
        new("random message", (answer, random) => SetLast(answer, "grpc-message", random.Text(random.Next(100)))),
        new("details", (answer, random) => SetLast(answer, "grpc-status-details-bin", random.Pick(HeaderValues.Base64))),
        new("two statuses", (answer, random) => Last(answer).Add(new("grpc-status", random.Pick(Statuses)))),
        new("two messages", (answer, random) => Last(answer).Add(new("grpc-message", random.Pick(Messages)))),
        new("no status", (answer, _) => Last(answer).RemoveAll(h => h.Name == "grpc-status")),
        new("no trailers", (answer, _) => answer.Trailers.Clear()),
        new("many trailers", (answer, random) => Last(answer).AddRange(Many(random))),
        new("pseudo-header in the trailers", (answer, _) => Last(answer).Add(new(":status", "200"))),
        new("forbidden trailer", (answer, random) => Last(answer).Add(new(random.Pick(["connection", "transfer-encoding", "Upper", "a b", ""]), "x"))),
    ];

    private static List<HeaderField> Last(CallDraft answer) => answer.Trailers.Count > 0 ? answer.Trailers : answer.Headers;

    private static void SetLast(CallDraft answer, string name, string value)
    {
        var last = Last(answer);
        last.RemoveAll(h => h.Name == name);
        last.Add(new HeaderField(name, value));
    }

    private static HeaderField[] Many(Random random) =>
        [.. Enumerable.Range(0, random.Next(5, 200)).Select(i => new HeaderField("x-" + i, random.Text(random.Next(30))))];
}
