using System.Net;
using System.Net.Sockets;
using System.Text.Json;

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

    [Fact]
    public async Task Shows_pages_of_a_running_server()
    {
        await using var server = await ServerProgram.StartAsync();

        var drawn = await RunAsync("page", "m0000007", "nobody", "--address", server.Address, "--rows", "3", "--titles", "5", "--explain");
        Assert.Contains("member m0000007: 3 rows from generation ", drawn.Output, StringComparison.Ordinal);
        Assert.Contains("member nobody: 3 rows from generation ", drawn.Output, StringComparison.Ordinal);
        Assert.Contains("Top picks for you — TopPicks, affinity ", drawn.Output, StringComparison.Ordinal);
        Assert.Contains("│ because", drawn.Output, StringComparison.Ordinal);

        string[] same = ["page", "m0000007", "--address", server.Address, "--json", "--seed", "5", "--time", "2026-01-31T20:15+01:00", "--kinds", "TopPicks", "New"];
        var (first, second) = (JsonDocument.Parse((await RunAsync(same)).Output).RootElement, JsonDocument.Parse((await RunAsync(same)).Output).RootElement);
        Assert.Equal(first.GetProperty("rows").GetRawText(), second.GetProperty("rows").GetRawText());
        Assert.All(first.GetProperty("rows").EnumerateArray(), static row => Assert.Contains(row.GetProperty("kind").GetString(), (string[])["TopPicks", "New"]));
        var title = first.GetProperty("rows")[0].GetProperty("titles")[0];
        Assert.NotEqual(title.GetProperty("id").GetString(), title.GetProperty("name").GetString());
        Assert.NotEqual(0, title.GetProperty("artwork").GetProperty("depicts").GetArrayLength());

        var portrait = await RunAsync("member", "m0000007", "--address", server.Address);
        Assert.Contains("member m0000007: ", portrait.Output, StringComparison.Ordinal);
        Assert.All((string[])["Communities", "Personas", "Tags", "History"], table => Assert.Contains(table, portrait.Output, StringComparison.Ordinal));
        var told = JsonDocument.Parse((await RunAsync("member", "m0000007", "--address", server.Address, "--json")).Output).RootElement;
        Assert.NotEqual("", told.GetProperty("history")[0].GetProperty("name").GetString());
        var stranger = await CliProgram.RunAsync(_folder.FullName, "member", "nobody", "--address", server.Address);
        Assert.Equal((2, true), (stranger.ExitCode, stranger.Errors.Contains("nothing is known of a member 'nobody'", StringComparison.Ordinal)));

        var refused = await CliProgram.RunAsync(_folder.FullName, "page", "m0000007", "--address", server.Address, "--rows", "500", "--country", "Germany");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("max_rows is 500; allowed is 1 to 100", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("context.country is 'Germany'", refused.Errors, StringComparison.Ordinal);
    }

    private async Task<RunResult> RunAsync(params string[] arguments)
    {
        var run = await CliProgram.RunAsync(_folder.FullName, arguments);
        Assert.True(run.ExitCode == 0, run.Errors);
        return run;
    }

    // A port that was just given back: nobody listens there.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
