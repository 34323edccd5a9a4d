using Recommender.EndToEnd.Cases;
using Recommender.EndToEnd.Programs;
using Recommender.EndToEnd.Tap;

namespace Recommender.EndToEnd;

/// <summary>The public interop cases, in every pairing that has our client or our server in it.</summary>
[Trait("Category", "NeedsSystemPackages")]
public sealed class InteropTests(InteropFixture fixture) : IClassFixture<InteropFixture>
{
    private static readonly TimeSpan CasePatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TapPatience = TimeSpan.FromSeconds(10);

    public static MatrixTheoryData<string, string> EachCaseInEachPairing =>
        new(Pairing.All.Select(pairing => pairing.Name), InteropCases.All.Select(interopCase => interopCase.Name));

    public static TheoryData<string> EachPeer => new(Pairing.Peers.Select(peer => peer.Name));

    [Theory, MemberData(nameof(EachCaseInEachPairing))]
    public async Task Client_and_server_agree(string pairingName, string caseName)
    {
        var pairing = Pairing.All.Single(pairing => pairing.Name == pairingName);
        var interopCase = InteropCases.All.Single(interopCase => interopCase.Name == caseName);
        if (await pairing.Missing() is { } missing)
        {
            fixture.Table.Skipped(pairing, interopCase, missing);
            SkipOrFail(missing);
        }

        fixture.Table.Failed(pairing, interopCase);
        await Run(pairing, interopCase);
        fixture.Table.Passed(pairing, interopCase);
    }

    [Theory, MemberData(nameof(EachPeer))]
    public async Task Server_ends_cleanly_when_the_system_asks(string peerName)
    {
        var peer = Pairing.Peers.Single(peer => peer.Name == peerName);
        if (await peer.Missing is { } missing) SkipOrFail(missing);

        await using var server = await RunningServer.Start(peer.Server);
        Assert.Equal(0, await server.Stop());
    }

    private async Task Run(Pairing pairing, InteropCase interopCase)
    {
        var server = await fixture.Server(pairing.Server);
        await using var tap = new LoopbackTap(server.Port);

        var result = await pairing.Client.Client(tap.Port, interopCase, pairing.Server).Run(CasePatience);
        Assert.True(result.Succeeded, $"{result.Errors}{result.Output}\nThe server has said: {server.Said}");

        interopCase.Witness(pairing, await tap.Calls(TapPatience));
        if (!pairing.Server.IsQuiet) return;
        Assert.Equal($"listening {server.Port}", server.Said.Trim());   // what a client does is no error of the server's
    }

    private static void SkipOrFail(string missing)
    {
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"not installed: {missing}");
        Assert.Skip($"not installed: {missing}");
    }
}
