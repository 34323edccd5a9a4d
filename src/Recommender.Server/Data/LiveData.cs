using Recommender.Learning.Data;
using Recommender.Server.Hosting;
using Recommender.Server.Options;
using Recommender.Storage.Data;

namespace Recommender.Server.Data;

/// <summary>The stores of a folder of data: opened, and at their first opening filled with the folder's dataset.</summary>
internal static class LiveData
{
    private const string FolderName = "live";

    /// <summary>Opens the stores of <paramref name="folder"/>, which are made where they are absent.</summary>
    /// <param name="folder">A dataset's folder, or an empty or absent one.</param>
    /// <param name="options">How large the stores are.</param>
    /// <param name="progress">Told what takes long.</param>
    /// <param name="cancellation">Ends the loading; the next opening begins it anew.</param>
    /// <exception cref="IOException">The folder is something else, or in use, or damaged; the message names it.</exception>
    /// <exception cref="InvalidDataException">The dataset contradicts itself.</exception>
    public static async Task<DataStore> OpenAsync(string folder, ServerOptions options, StartProgress progress, CancellationToken cancellation)
    {
        var live = Path.Combine(folder, FolderName);
        var hasDataset = DatasetFolder.IsDataset(folder);
        RefuseOther(folder, live, hasDataset);
        var store = DataStore.Open(StoreOptions(live, options), new NoPortraitChanges(), progress);
        try
        {
            Tell(store.Recovery, progress);
            if (hasDataset && Needed(live, store)) await LoadAsync(folder, live, store, progress, cancellation);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    // Looked at while the stores are owned. Stores that hold something although no loading was ever begun were put there, as from a copy.
    private static bool Needed(string live, DataStore store) => LoadState.Read(live) is { } state ? !state.Complete : store.Titles.Count == 0 && store.Members.Count == 0;

    private static async Task LoadAsync(string folder, string live, DataStore store, StartProgress progress, CancellationToken cancellation)
    {
        progress.Begin($"reading the dataset in {folder}");
        var dataset = DatasetFolder.Open(folder);
        var state = new LoadState(Version: 1, Complete: false, dataset.Titles.Count, dataset.Members.Count);
        state.Write(live);
        await new DatasetLoader(dataset, store, progress).RunAsync(cancellation);
        (state with { Complete = true }).Write(live);
    }

    private static void RefuseOther(string folder, string live, bool hasDataset)
    {
        if (hasDataset || !Directory.Exists(folder) || Directory.Exists(live) || !Directory.EnumerateFileSystemEntries(folder).Any()) return;
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
