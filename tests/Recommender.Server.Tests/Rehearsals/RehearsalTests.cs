using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Recommender.Server.Hosting;
using Recommender.Server.Options;
using Recommender.Server.Rehearsals;
using Recommender.Server.Tests.Support;
using Recommender.Storage.Members;
using Recommender.Storage.Titles;

namespace Recommender.Server.Tests.Rehearsals;

public sealed partial class RehearsalTests
{
    private const int Seconds = 3;

    [Fact]
    public async Task Changes_nothing_of_what_is_served_and_leaves_nothing_behind()
    {
        using var world = await TinyWorld.CopyAsync();
        await using var data = await OpenAsync(world);
        var chosen = Path.Combine(data.State.Data.Folder, ServedData.ChosenModelFile);
        await File.WriteAllTextAsync(chosen, "1\n", TestContext.Current.CancellationToken);
        var (before, files, generation) = (Contents.Of(data), Files(data), data.State.Current.Served);

        var warnings = await RehearseAsync(world, data);

        Assert.Empty(warnings);
        var after = Contents.Of(data);
        Assert.Equal((TinyWorld.Titles, TinyWorld.Members), (before.Titles.Count, before.Members.Count));
        Assert.Equal(before.Titles, after.Titles);
        Assert.Equal(before.Members, after.Members);
        Assert.Equal(before.Position, after.Position);
        Assert.Equal(before.Decisions, after.Decisions);
        Assert.Same(generation, data.State.Current.Served);
        Assert.Equal("1\n", await File.ReadAllTextAsync(chosen, TestContext.Current.CancellationToken));
        Assert.Equal(files, Files(data));
    }

    // In a process of its own: what other tests called is compiled in this one.
    [Fact]
    public async Task Has_the_code_of_calls_compiled()
    {
        using var world = await TinyWorld.CopyAsync();
        await using var program = RunningProgram.StartServer(world, ["--rehearsal-seconds", $"{Seconds}"]);

        await program.ReadyAsync();

        var methods = int.Parse(CountPattern().Match(program.Errors).Groups["count"].ValueSpan, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        Assert.True(methods > 1_000, $"compiled {methods}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Seconds)]
    public async Task Removes_what_a_start_that_was_killed_left(int seconds)
    {
        using var world = await TinyWorld.CopyAsync();
        await using var data = await OpenAsync(world);
        var left = Directory.CreateDirectory(Path.Combine(data.State.Data.Folder, "rehearsal", "live", "members"));
        await File.WriteAllTextAsync(Path.Combine(left.FullName, "log"), "half of something", TestContext.Current.CancellationToken);

        var warnings = await RehearseAsync(world, data, seconds: seconds);

        Assert.Empty(warnings);
        Assert.False(Directory.Exists(Path.Combine(data.State.Data.Folder, "rehearsal")));
    }

    [Fact]
    public async Task Where_it_cannot_be_it_says_why_and_ends()
    {
        using var world = await TinyWorld.CopyAsync();
        await using var data = await OpenAsync(world);
        await File.WriteAllTextAsync(Path.Combine(data.State.Data.Folder, "rehearsal"), "a file where the folder has to be", TestContext.Current.CancellationToken);

        var warnings = await RehearseAsync(world, data);

        Assert.Contains(Path.Combine(data.State.Data.Folder, "rehearsal"), Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_soon_when_it_is_cancelled_and_leaves_nothing_behind()
    {
        using var world = await TinyWorld.CopyAsync();
        await using var data = await OpenAsync(world);
        var files = Files(data);
        using var interrupt = new CancellationTokenSource();
        var progress = new Cancelling(interrupt);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Rehearsal.RunAsync(Options(world, seconds: 600), data, new StartProgress(progress, terminal: true), NullLogger.Instance, interrupt.Token)).Soon();

        Assert.Equal(files, Files(data));
    }

    [Theory]
    [InlineData(false, null, 10)]
    [InlineData(true, null, 0)]
    [InlineData(true, 7, 7)]
    [InlineData(false, 0, 0)]
    public void Takes_as_long_as_the_options_say_and_no_time_for_a_sample_world_otherwise(bool demo, int? said, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), Rehearsal.LongestOf(new ServerOptions { Demo = demo, RehearsalSeconds = said }));
    }

    private static ServerOptions Options(TinyWorld world, int seconds) => world.Options with { RehearsalSeconds = seconds };

    private static Task<ServedData> OpenAsync(TinyWorld world) => ServedData.OpenAsync(world.Options, Silent(), NullLogger.Instance, CancellationToken.None);

    private static async Task<IReadOnlyList<string>> RehearseAsync(TinyWorld world, ServedData data, int seconds = Seconds)
    {
        var log = new Warnings();
        await Rehearsal.RunAsync(Options(world, seconds), data, Silent(), log, CancellationToken.None).Soon();
        return log.Said;
    }

    private static StartProgress Silent() => new(TextWriter.Null, terminal: false);

    private static string[] Files(ServedData data) =>
        [.. Directory.EnumerateFiles(data.State.Data.Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(data.State.Data.Folder, path)).Order(StringComparer.Ordinal)];

    [GeneratedRegex("compiled (?<count>[0-9,]+) methods", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CountPattern();

    /// <summary>All that the stores hold, byte for byte, and how far the journals are.</summary>
    private sealed record Contents(SortedDictionary<string, string> Titles, SortedDictionary<string, string> Members, long Position, string Decisions)
    {
        public static Contents Of(ServedData data)
        {
            var scan = new Scan(new(StringComparer.Ordinal), new(StringComparer.Ordinal));
            data.State.Data.Titles.Scan(ref scan);
            data.State.Data.Members.Scan(ref scan);
            var decisions = Path.Combine(data.State.Data.Folder, "decisions");
            return new(scan.Titles, scan.Members, data.State.Data.Position, string.Join('\n', Directory.EnumerateFiles(decisions).Order(StringComparer.Ordinal).Select(Hash)));
        }

        private static string Hash(string path)
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return $"{Path.GetFileName(path)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(file))}";
        }
    }

    private readonly struct Scan(SortedDictionary<string, string> titles, SortedDictionary<string, string> members) : ITitleScanner, IMemberScanner
    {
        public SortedDictionary<string, string> Titles => titles;

        public SortedDictionary<string, string> Members => members;

        public bool Visit(ReadOnlySpan<byte> id, TitleReader title) => titles.TryAdd(Convert.ToHexString(id), Convert.ToHexString(title.Bytes));

        public bool Visit(ReadOnlySpan<byte> id, PortraitReader portrait) => members.TryAdd(Convert.ToHexString(id), Convert.ToHexString(portrait.Bytes));
    }

    private sealed class Warnings : ILogger
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Said.Add(formatter(state, exception));
    }

    /// <summary>Cancels once calls are being made.</summary>
    private sealed class Cancelling(CancellationTokenSource source) : StringWriter
    {
        public override void Write(string? value)
        {
            if (value?.Contains("methods compiled", StringComparison.Ordinal) == true) source.Cancel();
        }
    }
}
