using Recommender.Load.Serving;

namespace Recommender.Load.Driving;

/// <summary>One request and the endpoints that answer it, all with the same bytes.</summary>
/// <param name="Name">As the table calls it; also part of a file name.</param>
/// <param name="Request">The body of the request, framed.</param>
/// <param name="Endpoints">Baselines first.</param>
internal sealed record Scenario(string Name, byte[] Request, IReadOnlyList<Endpoint> Endpoints)
{
    private static readonly Endpoint[] Baselines =
    [
        new("bare Kestrel, body unread", BareEndpoints.UnreadPath, IsGrpc: false, Judgement.Baseline),
        new("bare Kestrel, body unread, answer by Body.WriteAsync", BareEndpoints.StreamPath, IsGrpc: false, Judgement.Baseline),
        new("bare Kestrel, body read", BareEndpoints.ReadPath, IsGrpc: false, Judgement.Baseline),
    ];

    /// <summary>What is measured, in the order of the table.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("small request", Payloads.Framed(Payloads.Question),
        [
            .. Baselines,
            new("bare Kestrel, body read, gRPC's header and trailer", BareEndpoints.TrailersPath, IsGrpc: true, Judgement.Shown),
            new("gRPC, protobuf", "/recommender.load.v1.Echo/Answer", IsGrpc: true, Judgement.Judged),
        ]),
        new("echo", Payloads.Framed(Payloads.Answer),
        [
            .. Baselines,
            new("gRPC, pooled bytes", "/recommender.load.v1.RawEcho/Repeat", IsGrpc: true, Judgement.Judged),
            new("gRPC, protobuf bytes field", "/recommender.load.v1.Echo/Repeat", IsGrpc: true, Judgement.Shown),
        ]),
    ];

    /// <summary>The body of every answer.</summary>
    public static byte[] Answer { get; } = Payloads.Framed(Payloads.Answer);

    /// <summary>Describes the request for a reader.</summary>
    public string Describe() => $"{Name}: a request of {Request.Length:N0} bytes, an answer of {Answer.Length:N0} bytes (five of each are the prefix)";
}
