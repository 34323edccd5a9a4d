using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Recommender.Server.Data;
using Recommender.Server.Hosting;
using Recommender.Server.Models;
using Recommender.Server.Options;

namespace Recommender.Server.Rehearsals;

/// <summary>Stores of a rehearsal's own, with some titles and members of those that will be served, and the same models. Disposing closes them; the folder stays.</summary>
internal sealed class RehearsalWorld : IAsyncDisposable
{
    private const int MostTitles = 2_000;
    private const int MostMembers = 500;
    private const int Batch = 256;
    private const long StoreBytes = 16 << 20;

    private RehearsalWorld(ServedData data, string[] titles, string[] members) => (Data, Titles, Members) = (data, titles, members);

    /// <summary>As it is served.</summary>
    public ServedData Data { get; }

    /// <summary>Ids of titles, at least one.</summary>
    public string[] Titles { get; }

    /// <summary>Ids of members, of whom none may be known.</summary>
    public string[] Members { get; }

    /// <summary>The options for a small world that takes the ways that a larger one will.</summary>
    public static ServerOptions OptionsFor(ServerOptions options, ServedData data) => options with
    {
        MemberMemoryBytes = StoreBytes,
        ExpectedMembers = MostMembers,
        TitleMemoryBytes = StoreBytes,
        ExpectedTitles = MostTitles,
        InvertedFileFrom = data.State.Current.Served.Ranking.Catalog.Settled.Count < options.InvertedFileFrom ? int.MaxValue : 1,
        DecisionLogBytes = Math.Min(options.DecisionLogBytes, 64 << 20),
        ArtworkMemoryBytes = Math.Min(options.ArtworkMemoryBytes, StoreBytes),
        DrainSeconds = 1,
    };

    /// <summary>Makes it.</summary>
    /// <param name="folder">Where; absent.</param>
    /// <param name="options">Its own.</param>
    /// <param name="real">What is copied from.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static async Task<RehearsalWorld> OpenAsync(string folder, ServerOptions options, ServedData real, CancellationToken cancellation)
    {
        var live = await LiveData.OpenAsync(folder, options, new StartProgress(TextWriter.Null, terminal: false));
        string[] titles, members;
        try
        {
            var sample = RehearsalSample.Of(real.State, MostTitles, MostMembers);
            foreach (var batch in sample.Titles.Chunk(Batch)) await Task.WhenAll(batch.Select(title => live.Store.PutTitleAsync(title.Id, title.Packed, cancellation).AsTask()));
            foreach (var batch in sample.Members.Chunk(Batch)) await Task.WhenAll(batch.Select(member => live.Store.PutMemberAsync(member.Id, member.Packed, cancellation).AsTask()));
            new ChosenModel(live.PathOf(ServedData.ChosenModelFile)).Write(real.State.Current.Served.Ranking.ModelVersion);
            (titles, members) = (Ids(sample.Titles), Ids(sample.Members));
        }
        catch
        {
            await live.DisposeAsync();
            throw;
        }

        return new(await ServedData.OpenAsync(live, real.Models, options, NullLogger.Instance, cancellation), titles, members);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Data.DisposeAsync();

    private static string[] Ids(IEnumerable<(byte[] Id, byte[] Packed)> all) => [.. all.Select(static one => Encoding.UTF8.GetString(one.Id))];
}
