using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Recommender.Server.Hosting;
using Recommender.Server.Options;

namespace Recommender.Server.Tests.Support;

/// <summary>A small sample world on disk, made and loaded: a copy for each test of one that is made once.</summary>
internal sealed class TinyWorld : IDisposable
{
    public const int Titles = 300;
    public const int Members = 200;
    public const int Artworks = 3;

    private static readonly Task<string> Template = MakeAsync();

    private TinyWorld(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Folder of the dataset, which the stores are in.</summary>
    public string Data => Path.Combine(Folder, "data");

    public string Model => Path.Combine(Folder, "model");

    public ServerOptions Options => OptionsFor(Folder);

    /// <summary>What the program is started with to serve it.</summary>
    public string[] Arguments => ArgumentsFor(Folder);

    public static async Task<TinyWorld> CopyAsync()
    {
        var world = new TinyWorld(TemporaryPath());
        Copy(await Template, world.Folder);
        return world;
    }

    /// <summary>What makes a world like this one in another folder.</summary>
    public static string[] ArgumentsFor(string folder) =>
    [
        "--demo", "--data", folder, "--demo-titles", Text(Titles), "--demo-members", Text(Members), "--demo-artworks", Text(Artworks),
        "--member-memory-bytes", Text(OptionsFor(folder).MemberMemoryBytes), "--expected-members", Text(Members),
    ];

    public static ServerOptions OptionsFor(string folder) => new()
    {
        Demo = true,
        Data = folder,
        DemoTitles = Titles,
        DemoMembers = Members,
        DemoArtworks = Artworks,
        MemberMemoryBytes = 8 << 20,
        ExpectedMembers = Members,
        TitleMemoryBytes = 8 << 20,
        ExpectedTitles = Titles,
        Port = 0,
    };

    public static string TemporaryPath() => Path.Combine(Path.GetTempPath(), $"recommender-{Guid.NewGuid():N}");

    /// <summary>A copy while it is served: its owner's lock stays behind, as with a killed process.</summary>
    public TinyWorld CopyAsKilled()
    {
        var copy = new TinyWorld(TemporaryPath());
        Copy(Folder, copy.Folder, except: "owner");
        return copy;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static async Task<string> MakeAsync()
    {
        var folder = TemporaryPath();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        await using (await ServedData.OpenAsync(OptionsFor(folder), new StartProgress(TextWriter.Null, terminal: false), NullLogger.Instance, CancellationToken.None)) return folder;
    }

    private static void Copy(string from, string to, string? except = null)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from)) Copy(folder, Path.Combine(to, Path.GetFileName(folder)), except);
        foreach (var file in Directory.EnumerateFiles(from).Where(file => Path.GetFileName(file) != except)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
