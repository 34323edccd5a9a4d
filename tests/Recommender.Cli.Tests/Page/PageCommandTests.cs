using System.Net;
using System.Net.Sockets;

namespace Recommender.Cli.Tests.Page;

public sealed class PageCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Says_that_no_server_is_there()
    {
        var run = await CliProgram.RunAsync(_folder.FullName, "page", "m1", "--address", $"http://127.0.0.1:{FreePort()}");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("no server answers at http://127.0.0.1:", run.Errors, StringComparison.Ordinal);
        Assert.Contains("--address", run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("--address is 'localhost'; allowed is an address such as http://127.0.0.1:5080", "--address", "localhost")]
    [InlineData("--hour is 24; allowed is 0 to 23", "--hour", "24")]
    [InlineData("--tastes is 'Crime'; allowed is a tag's group, a colon and its name, such as genre:Crime", "--tastes", "Crime")]
    [InlineData("--time and --hour both say when; one of them is allowed", "--hour", "3", "--time", "2026-01-31T20:15+01:00")]
    public async Task Names_a_flag_that_is_wrong_its_value_and_what_is_allowed(string expected, params string[] flags)
    {
        var run = await CliProgram.RunAsync(_folder.FullName, ["page", "m1", .. flags]);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
    }

    // A port that was just given back: nobody listens there.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
