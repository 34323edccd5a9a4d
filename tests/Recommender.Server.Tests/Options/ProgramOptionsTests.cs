using System.Net;
using System.Net.Sockets;
using Recommender.Server.Options;
using Recommender.Server.Tests.Support;

namespace Recommender.Server.Tests.Options;

/// <summary>The options as the person at the terminal meets them.</summary>
public sealed class ProgramOptionsTests
{
    [Fact]
    public async Task Help_lists_every_flag_with_default_unit_and_environment_variable()
    {
        await using var program = RunningProgram.StartServer(["--help"]);

        Assert.Equal(0, await program.ExitCodeAsync());
        var help = string.Join(' ', program.Output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        Assert.All(ServerSettings.All, setting =>
        {
            Assert.Contains($"{setting.Flag} <{setting.Unit}>", help, StringComparison.Ordinal);
            Assert.Contains(
                $"{setting.Help} [default: {setting.Read(new ServerOptions())}; environment: Server__{setting.Name}]",
                help, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Wrong_options_from_all_sources_are_told_at_once_with_exit_code_2_and_no_stack_trace()
    {
        await using var program = RunningProgram.StartServer(
            ["--port", "70000", "--drain-seconds", "-1", "--verbose"],
            ("Server__Address", "nowhere"), ("Server__MaxStreams", "5"));

        Assert.Equal(2, await program.ExitCodeAsync());
        Assert.Empty(program.Output);
        Assert.Contains("Port (--port) is '70000'; allowed: a whole number from 0 to 65535", program.Errors, StringComparison.Ordinal);
        Assert.Contains("DrainSeconds (--drain-seconds) is '-1'; allowed:", program.Errors, StringComparison.Ordinal);
        Assert.Contains("Address (--address) is 'nowhere'; allowed:", program.Errors, StringComparison.Ordinal);
        Assert.Contains("Server:MaxStreams is not an option; allowed:", program.Errors, StringComparison.Ordinal);
        Assert.Contains("--verbose", program.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", program.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flag_wins_over_the_environment()
    {
        using var world = await TinyWorld.CopyAsync();
        await using var program = RunningProgram.StartServer(world, ["--address", "127.0.0.1"], ("Server__Address", "127.0.0.2"));

        var address = await program.ReadyAsync();

        Assert.Equal("127.0.0.1", address.Host);
    }

    [Fact]
    public async Task The_environment_wins_over_the_default()
    {
        using var world = await TinyWorld.CopyAsync();
        await using var program = RunningProgram.StartServer(world, [], ("Server__Address", "127.0.0.2"));

        var address = await program.ReadyAsync();

        Assert.Equal("127.0.0.2", address.Host);
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_one_plain_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        using var world = await TinyWorld.CopyAsync();
        await using var program = RunningProgram.StartServer([.. world.Arguments, "--port", $"{port}"]);

        Assert.Equal(1, await program.ExitCodeAsync());
        Assert.Equal(
            $"Cannot listen on 127.0.0.1 port {port}: the port is in use. Choose another with --port or --address.", program.Errors);
        Assert.Empty(program.Output);
    }

    [Fact]
    public async Task A_port_in_use_is_told_before_a_sample_world_is_made()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var folder = new TemporaryFolder();
        var world = Path.Combine(folder.Path, "world");
        await using var program = RunningProgram.StartServer(["--demo", "--data", world, "--port", $"{((IPEndPoint)taken.LocalEndpoint).Port}"]);

        Assert.Equal(1, await program.ExitCodeAsync());
        Assert.Contains("the port is in use", program.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(world));
    }

    [Fact]
    public async Task An_address_of_another_machine_is_told_in_one_plain_line()
    {
        using var world = await TinyWorld.CopyAsync();
        await using var program = RunningProgram.StartServer(world, ["--address", "192.0.2.1"]);

        Assert.Equal(1, await program.ExitCodeAsync());
        Assert.StartsWith("Cannot listen on 192.0.2.1 port 0: ", program.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', program.Errors);
    }
}
