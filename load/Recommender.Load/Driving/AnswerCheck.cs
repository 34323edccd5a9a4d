using System.Net;
using System.Net.Http.Headers;

namespace Recommender.Load.Driving;

/// <summary>Asks an endpoint as h2load will and compares every byte of the answer. What is wrong is never timed.</summary>
internal sealed class AnswerCheck(Uri server) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = server };

    /// <summary>Sends one request.</summary>
    /// <exception cref="DriverException">The answer is another one.</exception>
    public async Task CheckAsync(Scenario scenario, Endpoint endpoint, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(scenario.Request),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TE.ParseAdd("trailers");
        using var response = await _http.SendAsync(request, cancellation);
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);

        Expect(endpoint, "status", "OK", response.StatusCode.ToString());
        if (!body.SequenceEqual(Scenario.Answer))
            throw new DriverException($"{endpoint.Path} answers with {body.Length} bytes other than the {Scenario.Answer.Length} expected");
        Expect(endpoint, "trailers", endpoint.IsGrpc ? "grpc-status: 0" : "", Print(response.TrailingHeaders));
        if (endpoint.IsGrpc) Expect(endpoint, "content-type", "application/grpc", $"{response.Content.Headers.ContentType}");
    }

    public void Dispose() => _http.Dispose();

    private static string Print(HttpResponseHeaders headers) =>
        string.Join("; ", headers.Select(header => $"{header.Key}: {string.Join(',', header.Value)}"));

    private static void Expect(Endpoint endpoint, string what, string expected, string actual)
    {
        if (actual != expected) throw new DriverException($"{endpoint.Path} answers with {what} '{actual}', expected '{expected}'");
    }
}
