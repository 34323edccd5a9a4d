using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Recommender.Server.Options;
using Recommender.Server.Tests.Support;
using HealthProto = Grpc.Health.V1.Health;

namespace Recommender.Server.Tests.Hosting;

/// <summary>What the README tells a newcomer is so.</summary>
[UnsupportedOSPlatform("windows")]
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Repository.PathOf("README.md"));

    [Fact]
    public async Task The_run_command_as_written_serves_health_until_SIGTERM()
    {
        var words = Commands()[0].Split(' ');
        RequireFreePort(new ServerOptions().Port);

        // Build nodes would otherwise outlive the command and hold its output open. The world is a small one, and not in the user's own folder.
        using var world = await TinyWorld.CopyAsync();
        await using var program = RunningProgram.Start(
            words[0], words[1..],
            ("MSBUILDDISABLENODEREUSE", "1"), ("Server__Demo", "true"), ("Server__Data", world.Folder), ("Server__DemoTitles", $"{TinyWorld.Titles}"),
            ("Server__DemoMembers", $"{TinyWorld.Members}"), ("Server__DemoArtworks", $"{TinyWorld.Artworks}"));
        var address = await program.ReadyAsync();
        using var channel = GrpcChannel.ForAddress(address);
        var health = await new HealthProto.HealthClient(channel).CheckAsync(new HealthCheckRequest(), deadline: Patience.Deadline);
        program.Send(PosixSignal.SIGTERM);

        Assert.Equal($"127.0.0.1:{new ServerOptions().Port}", address.Authority);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);
        Assert.Equal(0, await program.ExitCodeAsync());
    }

    // These tests are a part of what the second command runs, so they cannot run it; they see that it is there to be run.
    [Fact]
    public void The_test_command_is_an_executable_file_of_the_repository()
    {
        var command = Assert.Single(Commands().Skip(1));

        Assert.Equal("./test", command);
        Assert.True(File.GetUnixFileMode(Repository.PathOf("test")).HasFlag(UnixFileMode.UserExecute));
    }

    [Fact]
    public void Every_path_that_it_links_to_exists()
    {
        var targets = LinkPattern().Matches(Readme).Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal));

        Assert.NotEmpty(targets);
        Assert.All(targets, target => Assert.True(Path.Exists(Repository.PathOf(target)), target));
    }

    [Fact]
    public void Every_flag_of_the_server_that_it_names_exists()
    {
        var known = ServerSettings.All.Select(setting => setting.Flag).Concat(["--project", "--help", "--quick"]);
        var ofTheServer = string.Join('\n', Readme.Split('\n').Where(line => !line.StartsWith("recommender ", StringComparison.Ordinal) && !line.Contains("evaluate --tune", StringComparison.Ordinal)));
        var named = FlagPattern().Matches(ofTheServer).Select(match => match.Value).ToArray();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(known));
    }

    // The first two fenced blocks; each holds one command.
    private static string[] Commands() => [.. BlockPattern().Matches(Readme).Select(match => match.Groups["command"].Value.Trim()).Take(2)];

    private static void RequireFreePort(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
        }
        catch (SocketException)
        {
            Assert.Fail($"port {port}, which the README's command listens on, is taken by another program");
        }
    }

    [GeneratedRegex("```sh\n(?<command>.*?)```", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BlockPattern();

    [GeneratedRegex(@"\]\((?<target>[^)#]+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LinkPattern();

    [GeneratedRegex("(?<![-a-z])--[a-z][-a-z]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FlagPattern();
}
