using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Recommender.TestKit.Hosting;
using Recommender.TestKit.Http2;
using Recommender.TestKit.Wire;

namespace Recommender.Grpc.Tests;

public sealed class AdmissionTests
{
    [Theory]
    [InlineData("application/json")]
    [InlineData("application/grpc-web")]
    [InlineData("application/grpcx")]
    [InlineData("text/plain")]
    public async Task Refuses_another_content_type_with_415(string contentType)
    {
        var response = await PostAsync("/test.Strings/Unary", contentType);

        Assert.Equal(415, response.Status);
        Assert.NotEqual((int)StatusCode.OK, response.GrpcStatus);
    }

    [Theory]
    [InlineData("application/grpc")]
    [InlineData("application/grpc+proto")]
    [InlineData("application/grpc;charset=utf-8")]
    [InlineData("APPLICATION/GRPC")]
    public async Task Takes_every_form_of_its_own_content_type(string contentType)
    {
        var response = await PostAsync("/test.Strings/Unary", contentType);

        Assert.Equal((200, (int)StatusCode.OK), (response.Status, response.GrpcStatus));
        Assert.Equal("x"u8.ToArray(), Assert.Single(response.Messages).Payload.ToArray());
    }

    [Theory]
    [InlineData("/test.Strings/Missing")]
    [InlineData("/test.Missing/Unary")]
    public async Task Answers_an_unknown_method_or_service_with_unimplemented(string path)
    {
        var response = await PostAsync(path, "application/grpc");

        Assert.Equal((200, (int)StatusCode.Unimplemented), (response.Status, response.GrpcStatus));
        Assert.True(response.IsTrailersOnly);
    }

    [Fact]
    public async Task Leaves_unknown_services_to_others_when_told_so()
    {
        await using var server = await StartAsync(new() { Grpc = options => options.IgnoreUnknownServices = true });
        using var client = await RawClient.ConnectAsync(server.Port);

        var response = await client.CallAsync(GrpcHeaders.Request("/test.Missing/Unary"), GrpcFraming.Frame("x"u8));

        Assert.Equal(404, response.Status);
    }

    [Fact]
    public async Task Leaves_what_is_not_grpc_to_other_endpoints()
    {
        await using var server = await GrpcTestServer.StartAsync(app =>
        {
            app.MapGrpcService(StringService.Unary((request, _) => Task.FromResult(request)));
            app.MapPost("/{a}/{b}", () => "an endpoint of another kind");
        });
        using var http = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };

        var response = await http.PostAsync(new Uri(server.Address, "/any/thing"), new StringContent("x"));

        Assert.Equal("an endpoint of another kind", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Refuses_HTTP_1_plainly_where_the_port_speaks_both()
    {
        await using var server = await StartAsync(new() { Protocols = HttpProtocols.Http1 });
        using var http = new HttpClient();
        using var content = new ByteArrayContent(GrpcFraming.Frame("x"u8));
        content.Headers.ContentType = new("application/grpc");

        var response = await http.PostAsync(new Uri(server.Address, "/test.Strings/Unary"), content);

        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
        Assert.Contains("HTTP/1.1", string.Join(' ', response.Headers.GetValues("grpc-message")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_HTTP_1_plainly_where_the_port_speaks_only_HTTP_2()
    {
        await using var server = await StartAsync(new());
        using var http = new HttpClient();

        var response = await http.GetAsync(server.Address);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("HTTP/2", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_method_other_than_POST()
    {
        GrpcStack.MustBeOurs("answer 404");
        await using var server = await StartAsync(new());
        using var client = await RawClient.ConnectAsync(server.Port);
        var headers = GrpcHeaders.Request("/test.Strings/Unary").Select(field => field.Name == ":method" ? new HeaderField(":method", "GET") : field);

        var response = await client.CallAsync(headers, ReadOnlyMemory<byte>.Empty);

        Assert.Equal(405, response.Status);
    }

    private static Task<GrpcTestServer> StartAsync(GrpcTestServerSetup setup) => GrpcTestServer.StartAsync(
        app => app.MapGrpcService(StringService.Unary((request, _) => Task.FromResult(request))), setup);

    private static async Task<RawResponse> PostAsync(string path, string contentType)
    {
        await using var server = await StartAsync(new());
        using var client = await RawClient.ConnectAsync(server.Port);
        var headers = GrpcHeaders.Request(path).Select(field => field.Name == "content-type" ? new HeaderField("content-type", contentType) : field);
        return await client.CallAsync(headers, GrpcFraming.Frame("x"u8));
    }
}
