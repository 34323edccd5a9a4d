using System.Text.Json;

namespace Recommender.EndToEnd.Programs;

/// <summary>The official Node library, @grpc/grpc-js.</summary>
internal sealed class NodePeer : Peer
{
    private static readonly string[] Packages = ["@grpc/grpc-js", "@grpc/proto-loader"];

    public override string Name => "Node";

    public override bool CompressesAnswers => false;

    public override Command Server => new("node", Path.Combine(Repository.NodePrograms, "server.js"), "--port", "0");

    public override async Task<string> Version()
    {
        var node = await new Command("node", "--version").Run(TimeSpan.FromSeconds(20));
        await using var package = File.OpenRead(Manifest(Packages[0]));
        using var manifest = await JsonDocument.ParseAsync(package);
        return $"{Packages[0]} {manifest.RootElement.GetProperty("version").GetString()} on Node {node.Output.Trim().TrimStart('v')}";
    }

    /// <summary>Calls a method of the recommendation service, for each of a list of requests.</summary>
    public static Command Recommend(int port, string method, string requests) =>
        new("node", Path.Combine(Repository.NodePrograms, "recommend.js"), "--port", $"{port}", "--method", method, "--requests", requests);

    protected override Command Client(string[] arguments) => new("node", [Path.Combine(Repository.NodePrograms, "client.js"), .. arguments]);

    protected override Task<string?> FindMissing()
    {
        if (!Command.Exists("node")) return Task.FromResult<string?>("node (package nodejs)");
        var package = Packages.FirstOrDefault(package => !File.Exists(Manifest(package)));
        return Task.FromResult(package is null ? null : $"{package} (npm ci in tests/interop/node)");
    }

    private static string Manifest(string package) => Path.Combine(Repository.NodePrograms, "node_modules", package, "package.json");
}
