using Recommender.Learning.SampleWorld;
using Recommender.Server.Artworks;
using Recommender.Server.Catalogs;
using Recommender.Server.Members;
using Recommender.Server.Members.Events;
using Recommender.Storage.Data;

namespace Recommender.Server.Options;

/// <summary>
/// What the server serves, how it listens and what it allows. Read once at start from appsettings.json, the environment and the command
/// line, in that order; a later source wins. Ranges and help texts are in <see cref="ServerSettings"/>.
/// </summary>
public sealed record ServerOptions
{
    /// <summary>Section of the configuration that holds these options.</summary>
    public const string Section = "Server";

    // Their own records say what stores and sample worlds are unless told otherwise.
    private static readonly DataStoreOptions Stores = new() { Folder = Section };
    private static readonly SampleWorldOptions World = new();
    private static readonly CatalogOptions Catalogs = new();
    private static readonly EventOptions Events = new();
    private static readonly ForgettingOptions Forgetting = new();
    private static readonly ArtworkLearningOptions Artworks = new();

    /// <summary>Whether a sample world is made, learnt from and served. It then lies in <see cref="Data"/>, or where nothing is said in the user's folder of application data.</summary>
    public bool Demo { get; init; }

    /// <summary>
    /// Folder of the data that are served: a dataset, or nothing yet, in which case titles come over the wire. The server keeps what it
    /// is told in its folder <c>live</c>. Null for none.
    /// </summary>
    public string? Data { get; init; }

    /// <summary>Folder of the models, of which the newest is served. Null for none.</summary>
    public string? Model { get; init; }

    /// <summary>Titles of the sample world.</summary>
    public int DemoTitles { get; init; } = World.Titles;

    /// <summary>Members of the sample world.</summary>
    public int DemoMembers { get; init; } = World.Members;

    /// <summary>Artworks of each title of the sample world.</summary>
    public int DemoArtworks { get; init; } = World.ArtworksPerTitle;

    /// <summary>Most bytes of memory for members: their index and the portraits that are hot. The others are read from the disk.</summary>
    public long MemberMemoryBytes { get; init; } = Stores.MemberMemoryBytes;

    /// <summary>Members that their index is laid out for. More are found too, the more slowly the more there are.</summary>
    public long ExpectedMembers { get; init; } = Stores.ExpectedMembers;

    /// <summary>Most bytes of memory for the store of titles, from which generations are built.</summary>
    public long TitleMemoryBytes { get; init; } = Stores.TitleMemoryBytes;

    /// <summary>Titles that their index is laid out for.</summary>
    public long ExpectedTitles { get; init; } = Stores.ExpectedTitles;

    /// <summary>Titles from which an inverted file takes the place of the exact search: it finds nearly all, in less time.</summary>
    public int InvertedFileFrom { get; init; } = Catalogs.InvertedFileFrom;

    /// <summary>How many of a hundred answers are recorded in the log of decisions, with what came of them; 0 keeps no log.</summary>
    public int DecisionLogPercent { get; init; } = 100;

    /// <summary>Bytes of that log that are kept, about: the oldest leaves first. An answer of 200 titles takes some 6 KB.</summary>
    public long DecisionLogBytes { get; init; } = 2L << 30;

    /// <summary>Seconds by which a member's event may be from the future, as clocks differ.</summary>
    public int EventFutureSeconds { get; init; } = Events.FutureSeconds;

    /// <summary>Days after which a member's event comes too late.</summary>
    public int EventPastDays { get; init; } = Events.PastDays;

    /// <summary>What events say of how much titles are liked. What was recorded before counts as it did then.</summary>
    public EventStrengths EventStrengths { get; init; } = Events.Strengths;

    /// <summary>Minutes from a compaction of the stores to one for the sake of deletions: so long a deleted member's bytes may stay in their files. Growth may ask for one sooner.</summary>
    public int CompactionPauseMinutes { get; init; } = Forgetting.PauseMinutes;

    /// <summary>Bytes by which the log of members may be longer than twice what it was after the last compaction; then there is another.</summary>
    public long CompactionSpareBytes { get; init; } = Forgetting.SpareBytes;

    /// <summary>Whether artworks are chosen by their tags alone, and nothing is learnt from what members do.</summary>
    public bool FixedArtworks { get; init; }

    /// <summary>Bytes of memory, about, for the answers and impressions that events may still name, so that artworks can be learnt from: about 1 KB for an answer of 200 titles.</summary>
    public long ArtworkMemoryBytes { get; init; } = Artworks.MemoryBytes;

    /// <summary>Minutes after an answer for which what members do with its titles is taken for what came of it.</summary>
    public int AttributionMinutes { get; init; } = (int)Artworks.Window.TotalMinutes;

    /// <summary>Seconds watched from which a play counts for the artwork.</summary>
    public int PlaySeconds { get; init; } = Artworks.Play.PlaySeconds;

    /// <summary>Share of a title from which it counts where that is less, in percent.</summary>
    public int PlayPercent { get; init; } = (int)Math.Round(100 * Artworks.Play.PlayShare);

    /// <summary>
    /// Most seconds that the server may rehearse before it listens: by then, what calls run is compiled; 0 for no rehearsal. Null is 10, and 0 for
    /// a sample world, which is to be looked at at once.
    /// </summary>
    public int? RehearsalSeconds { get; init; }

    /// <summary>IP address to listen on. The default takes calls from this machine only, as there is no TLS.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>TCP port to listen on; 0 lets the system choose.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>Largest request message, in bytes after decompression. A larger one is RESOURCE_EXHAUSTED.</summary>
    public int MaxReceiveBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>
    /// Largest response message, in bytes before compression. A larger one is RESOURCE_EXHAUSTED. The default is what
    /// gRPC clients accept unless told otherwise.
    /// </summary>
    public int MaxSendBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Calls that one connection may have open at a time; further ones wait in the client.</summary>
    public int MaxStreamsPerConnection { get; init; } = 100;

    /// <summary>Seconds of silence on a connection after which the server pings the client.</summary>
    public int KeepAlivePingDelaySeconds { get; init; } = 60;

    /// <summary>Seconds that the answer to a ping may take before the connection is closed and its calls cancelled.</summary>
    public int KeepAlivePingTimeoutSeconds { get; init; } = 20;

    /// <summary>Seconds that calls in flight have to finish once the server is told to stop; then they are aborted.</summary>
    public int DrainSeconds { get; init; } = 30;
}
