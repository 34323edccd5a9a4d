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
                "recommender.v1.CatalogService", "recommender.v1.ModelService", "recommender.v1.RecommendationService",
            ],
            Strings(result.RootElement.GetProperty("services")));
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
