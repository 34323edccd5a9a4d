using System.Text.Json;
using Recommender.Server.Tests.Support;

namespace Recommender.Server.Tests.Reflection;

/// <summary>The official Python client, which gets every descriptor but that of reflection itself from the server.</summary>
[Trait("Category", "NeedsSystemPackages")]
public sealed class PythonReflectionTests
{
    private const string Python = "/usr/bin/python3";

    [Theory]
    [InlineData("v1")]
    [InlineData("v1alpha")]
    public async Task The_official_python_client_calls_health_fully_dynamically(string version)
    {
        await RequirePackagesAsync();
        using var world = await TinyWorld.CopyAsync();
        await using var server = RunningProgram.StartServer(world, []);
        var address = (await server.ReadyAsync()).Authority;

        await using var client = RunningProgram.Start(
            Python,
            [
                Repository.PathOf("tests", "interop", "python", "reflect.py"),
                address, "grpc.health.v1.Health/Check", """{"service": "grpc.health.v1.Health"}""", "--reflection", version,
            ]);
        var exitCode = await client.ExitCodeAsync();

        Assert.True(exitCode == 0, client.Errors);
        using var result = JsonDocument.Parse(client.Output);
        Assert.Equal("SERVING", result.RootElement.GetProperty("answer").GetProperty("status").GetString());
        Assert.Equal(["grpc/health/v1/health.proto"], Strings(result.RootElement.GetProperty("files")));
        Assert.Equal(
            [
                "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection",
                "recommender.v1.CatalogService", "recommender.v1.MemberService", "recommender.v1.ModelService", "recommender.v1.RecommendationService",
            ],
            Strings(result.RootElement.GetProperty("services")));
    }

    [Fact]
    public async Task The_official_python_client_records_events_and_the_next_page_is_without_what_was_watched()
    {
        await RequirePackagesAsync();
        using var world = await TinyWorld.CopyAsync();
        await using var server = RunningProgram.StartServer(world, []);
        var address = (await server.ReadyAsync()).Authority;
        const string Page = """{"member_id": "m0000007", "row_kinds": ["ROW_KIND_TOP_PICKS"], "seed": "1"}""";
        var watched = Titles(await CallAsync("recommender.v1.RecommendationService/Recommend", Page))[0];

        var recorded = await CallAsync(
            "recommender.v1.MemberService/RecordEvents",
            $$"""{"events": [{"event_id": "e1", "member_id": "m0000007", "kind": "EVENT_KIND_COMPLETE", "title_id": "{{watched}}", "device": "DEVICE_KIND_TV"}]}""");

        Assert.Equal(1, recorded.GetProperty("recordedCount").GetInt32());
        Assert.DoesNotContain(watched, Titles(await CallAsync("recommender.v1.RecommendationService/Recommend", Page)));

        async Task<JsonElement> CallAsync(string method, string request)
        {
            await using var client = RunningProgram.Start(Python, [Repository.PathOf("tests", "interop", "python", "reflect.py"), address, method, request]);
            Assert.True(await client.ExitCodeAsync() == 0, client.Errors);
            using var result = JsonDocument.Parse(client.Output);
            return result.RootElement.GetProperty("answer").Clone();
        }

        static string?[] Titles(JsonElement page) => [.. page.GetProperty("rows")[0].GetProperty("titles").EnumerateArray().Select(static title => title.GetProperty("titleId").GetString())];
    }

    private static IEnumerable<string?> Strings(JsonElement array) => array.EnumerateArray().Select(item => item.GetString());

    private static async Task RequirePackagesAsync()
    {
        const string Probe = "import grpc, google.protobuf, shutil, sys; sys.exit(not shutil.which('protoc'))";
        const string Needed = "needs the packages python3-grpcio, python3-protobuf and protobuf-compiler";
        var there = File.Exists(Python);
        if (there)
        {
            await using var probe = RunningProgram.Start(Python, ["-c", Probe]);
            there = await probe.ExitCodeAsync() == 0;
        }

        if (!there && Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(Needed);
        Assert.SkipUnless(there, Needed);
    }
}
