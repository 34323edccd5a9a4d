using System.Globalization;
using System.Text.Json;
using Recommender.Learning.Data;
using Recommender.Learning.Factorization;
using Recommender.Learning.SampleWorld;
using Recommender.Numerics.Files;
using Recommender.Server.Hosting;
using Recommender.Server.Options;
using Recommender.Storage.Folders;
using Recommender.Storage.Models;
using Recommender.Training;

namespace Recommender.Server.Demo;

/// <summary>
/// A folder with a sample world: which one, its dataset and a model of it, in this order. Each is put in place whole, so that a start
/// after one that was killed goes on with the first that is missing.
/// </summary>
internal sealed class DemoFolder
{
    private const string WorldFile = "world.json";

    private readonly string _path;
    private readonly SampleWorldOptions _sizes;
    private readonly DemoWorld _world;

    public DemoFolder(ServerOptions options)
    {
        _sizes = new() { Titles = options.DemoTitles, Members = options.DemoMembers, ArtworksPerTitle = options.DemoArtworks };
        _world = DemoWorld.Of(_sizes);
        _path = Path.GetFullPath(options.Data ?? PlaceOf(_world));
    }

    /// <summary>Folder of the dataset, which the stores are in too.</summary>
    public string Data => Path.Combine(_path, "data");

    /// <summary>Folder of the model.</summary>
    public string Model => Path.Combine(_path, "model");

    /// <summary>Makes what is not there yet.</summary>
    /// <exception cref="DataFolderInUseException">Another process is making it.</exception>
    /// <exception cref="IOException">The folder holds another world or something else, or cannot be written; the message names it.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the next start goes on.</exception>
    public void Make(StartProgress progress, CancellationToken cancellation)
    {
        RefuseOther();
        using var owned = DataFolder.Own(_path);
        RefuseOtherWorld();
        if (new ModelFolder(Model).OpenNewest() is not null && Directory.Exists(Data)) return;

        progress.Note($"A sample world of {_world} in {_path}; the next start will find it there.");
        var dataset = Dataset(progress, cancellation);
        var plan = new TrainingPlan { Output = Model, Factorization = new FactorizationOptions().SuitedTo(dataset.Interactions) };
        new ModelTraining(dataset, plan, progress, cancellation).Run();
    }

    private Dataset Dataset(StartProgress progress, CancellationToken cancellation)
    {
        if (Directory.Exists(Data))
        {
            progress.Begin("reading what members watched");
            return DatasetFolder.Open(Data);
        }

        progress.Begin("imagining titles, and what members watched");
        var dataset = SampleWorldBuilder.Build(_sizes, progress, cancellation);
        DatasetFolder.Save(Data, dataset);
        return dataset;
    }

    // Each world has a folder of its own unless the user names one.
    private static string PlaceOf(DemoWorld world) =>
        Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "recommender-demo",
            string.Create(CultureInfo.InvariantCulture, $"{world.Titles}-titles-{world.Members}-members-{world.Artworks}-artworks"));

    private void RefuseOther()
    {
        if (!Directory.Exists(_path) || File.Exists(Path.Combine(_path, WorldFile))) return;
        foreach (var entry in Directory.EnumerateFileSystemEntries(_path).Select(Path.GetFileName))
        {
            // What a start leaves that was killed before it could say which world it was to be.
            if (entry is "owner" || entry!.StartsWith($".{WorldFile}.", StringComparison.Ordinal)) continue;
            throw new IOException($"'{_path}' has '{entry}' and no sample world, so none is made there; give --data another folder, or none");
        }
    }

    private void RefuseOtherWorld()
    {
        var path = Path.Combine(_path, WorldFile);
        if (!File.Exists(path))
        {
            using var file = AtomicFile.Create(path);
            file.Write(0, JsonSerializer.SerializeToUtf8Bytes(_world, DemoWorldJson.Default.DemoWorld));
            file.Commit();
        }
        else if (Read(path) is var there && there != _world)
        {
            throw new IOException($"'{_path}' has a sample world of {there}; asked for is one of {_world}: give --data another folder, or delete this one");
        }
    }

    private static DemoWorld Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), DemoWorldJson.Default.DemoWorld) ?? throw new InvalidDataException($"'{path}' is empty");
        }
        catch (JsonException damage)
        {
            throw new InvalidDataException($"'{path}' is damaged: {damage.Message}", damage);
        }
    }
}
