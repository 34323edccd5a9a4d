using System.CommandLine;
using Recommender.PageLoad.Driving;
using Recommender.PageLoad.Serving;

namespace Recommender.PageLoad;

/// <summary>What is loaded and who asks, as flags.</summary>
internal static class TargetOptions
{
    private static readonly Option<Uri?> Address = new("--address") { CustomParser = static given => ReadAddress(given), Description = "Where the server listens, such as http://127.0.0.1:5080." };
    private static readonly Option<int?> Process = new("--process") { Description = "Id of the server's process, for its processor time." };
    private static readonly Option<string?> Serve = new("--serve") { Description = "Flags of this project's server, which is started with them and stopped: \"--demo --demo-titles 20000\"." };
    private static readonly Option<string> Ids = new("--members") { DefaultValueFactory = _ => "m{0000000..0049999}", Description = "Who asks: a file of one id a line, or a range, as of the sample world." };

    public static Option[] All { get; } = [Address, Process, Serve, Ids];

    /// <summary>Whether a server is named, or flags to start it with.</summary>
    public static bool AreGiven(ParseResult arguments) => arguments.GetValue(Serve) is not null || arguments.GetValue(Address) is not null;

    /// <summary>Who asks.</summary>
    /// <exception cref="LoadException">It cannot be read.</exception>
    public static Members Members(ParseResult arguments, int seed, double exponent = Driving.Members.Exponent) => Driving.Members.Read(arguments.GetRequiredValue(Ids), seed, exponent);

    /// <summary>The server that is named, started where its flags are.</summary>
    /// <exception cref="LoadException">None is named, or it did not start.</exception>
    public static async Task<Server> OpenAsync(ParseResult arguments, CancellationToken cancellation)
    {
        if (arguments.GetValue(Serve) is { } flags) return new(await RecommenderServer.StartAsync(flags.Split(' ', StringSplitOptions.RemoveEmptyEntries), cancellation, pipe: $"recommender-load-{Environment.ProcessId}"));
        if (arguments.GetValue(Address) is { } address) return new(new Target("as it was running", address, arguments.GetValue(Process)));
        throw new LoadException("neither --address nor --serve is given: name the server, or the flags to start it with, or run --dry");
    }

    private static Uri? ReadAddress(System.CommandLine.Parsing.ArgumentResult given)
    {
        if (Uri.TryCreate(given.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp) return address;
        given.AddError($"--address is '{given.Tokens[0].Value}'; allowed is http://, an IP address and a port");
        return null;
    }
}
