using Recommender.Learning.Data;
using Recommender.Server.Generations;
using Recommender.Server.Hosting;
using Recommender.Server.Members.Events;
using Recommender.Server.Options;
using Recommender.Storage.Data;

namespace Recommender.Server.Data;

/// <summary>
/// The stores of a folder of data, which at their first opening are filled with the folder's dataset: its titles, then its members.
/// Disposing closes the stores with a checkpoint.
/// </summary>
internal sealed class LiveData : IAsyncDisposable
{
    private const string FolderName = "live";

    private readonly string _folder;
    private readonly StartProgress _progress;
    private readonly DatasetLoader? _loader;   // where anything is to be loaded
    private readonly LoadState? _state;

    private LiveData(string folder, DataStore store, StartProgress progress)
    {
        (_folder, Store, _progress) = (Path.Combine(folder, FolderName), store, progress);
        if (!DatasetFolder.IsDataset(folder) || !IsToBeLoaded()) return;

        progress.Begin($"reading the dataset in {folder}");
        var dataset = DatasetFolder.Open(folder);
        _loader = new DatasetLoader(dataset, store, progress);
        _state = new LoadState(Version: 1, Complete: false, dataset.Titles.Count, dataset.Members.Count);
        _state.Write(_folder);
    }

    /// <summary>Members and titles.</summary>
    public DataStore Store { get; }

    /// <summary>Where a file of some name lies beside the stores.</summary>
    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>Opens the stores, which are made where they are absent.</summary>
    /// <param name="folder">A dataset's folder, or an empty or absent one.</param>
    /// <param name="options">How large the stores are.</param>
    /// <param name="progress">Told what takes long.</param>
    /// <exception cref="IOException">The folder is something else, or in use, or damaged; the message names it.</exception>
    /// <exception cref="InvalidDataException">The dataset contradicts itself.</exception>
    public static async Task<LiveData> OpenAsync(string folder, ServerOptions options, StartProgress progress)
    {
        RefuseOther(folder);
        var store = DataStore.Open(StoreOptions(Path.Combine(folder, FolderName), options), new PortraitFold(), progress);
        try
        {
            Tell(store.Recovery, progress);
            return new LiveData(folder, store, progress);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Puts the titles of the dataset, where that was not done yet.</summary>
    /// <inheritdoc cref="DatasetLoader.PutTitlesAsync" path="/exception"/>
    public Task LoadTitlesAsync(CancellationToken cancellation) => _loader?.PutTitlesAsync(cancellation) ?? Task.CompletedTask;

    /// <summary>Puts the members of the dataset, where that was not done yet, and takes a checkpoint, so that the next start has nothing to replay.</summary>
    /// <inheritdoc cref="DatasetLoader.PutMembersAsync" path="/exception"/>
    public async Task LoadMembersAsync(ServedGeneration served, CancellationToken cancellation)
    {
        if (_loader is null) return;
        await _loader.PutMembersAsync(served, cancellation);
        _progress.Begin("taking a checkpoint");
        await Store.CheckpointAsync(cancellation);
        (_state! with { Complete = true }).Write(_folder);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Store.DisposeAsync();

    // Looked at while the stores are owned. Stores that hold something although no loading was ever begun were put there, as from a copy.
    private bool IsToBeLoaded() => LoadState.Read(_folder) is { } state ? !state.Complete : Store.Titles.Count == 0 && Store.Members.Count == 0;

    private static void RefuseOther(string folder)
    {
        if (!Directory.Exists(folder) || Directory.Exists(Path.Combine(folder, FolderName)) || DatasetFolder.IsDataset(folder)) return;
        if (!Directory.EnumerateFileSystemEntries(folder).Any()) return;
        throw new IOException($"'{folder}' is no dataset folder, and not empty; give --data the folder that `recommender import` made, or an empty one to put titles into");
    }

    private static void Tell(RecoveryReport recovery, StartProgress progress)
    {
        if (recovery.JournalRemark is { } remark) progress.Note(remark);
        if (recovery.KilledOwner is { } owner) progress.Note($"{owner} did not close the data folder; {recovery.Records - recovery.Skipped:N0} changes were taken from the journal");
    }

    private static DataStoreOptions StoreOptions(string live, ServerOptions options) => new()
    {
        Folder = live,
        MemberMemoryBytes = options.MemberMemoryBytes,
        ExpectedMembers = options.ExpectedMembers,
        TitleMemoryBytes = options.TitleMemoryBytes,
        ExpectedTitles = options.ExpectedTitles,
    };
}
