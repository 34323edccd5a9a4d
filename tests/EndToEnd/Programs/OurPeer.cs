using System.Runtime.InteropServices;
using Grpc.Core;

namespace Recommender.EndToEnd.Programs;

/// <summary>What this repository is built on: Recommender.Grpc, or the packages that stand in for it.</summary>
internal sealed class OurPeer : Peer
{
    // The server of the packages logs each cancelled call as an error.
    private static readonly bool IsOfPackages = typeof(ServerCallContext).Assembly.GetName().Name != "Recommender.Grpc";

    public override string Name => "our";

    public override bool IsQuiet => !IsOfPackages;

    public override bool ShowsCompressedRequests => true;

    public override bool ShowsCompressedAnswers => true;

    public override Command Server => Start("server", "--port", "0");

    public override Task<string> Version()
    {
        var library = typeof(ServerCallContext).Assembly.GetName();
        return Task.FromResult($"{library.Name} {library.Version} on {RuntimeInformation.FrameworkDescription}");
    }

    protected override Command Client(string[] arguments) => Start(["client", .. arguments]);

    protected override Task<string?> FindMissing() => Task.FromResult<string?>(null);

    private static Command Start(params string[] arguments) =>
        new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, "Recommender.Interop.dll"), .. arguments]);
}
