using System.Text.Json;
using Recommender.Numerics.Files;

namespace Recommender.Server.Data;

/// <summary>How far a dataset is in the stores, as a file beside them says.</summary>
/// <param name="Version">Version of this record: 1.</param>
/// <param name="Complete">Whether all of it is there; otherwise the loading was cut short and begins anew.</param>
/// <param name="Titles">Titles of the dataset.</param>
/// <param name="Members">Members of the dataset.</param>
internal sealed record LoadState(int Version, bool Complete, int Titles, int Members)
{
    private const string FileName = "dataset.json";

    /// <summary>Reads what was written last; null where nothing ever was.</summary>
    /// <exception cref="InvalidDataException">The file is no such record.</exception>
    public static LoadState? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), LoadStateJson.Default.LoadState);
        }
        catch (JsonException damage)
        {
            throw new InvalidDataException($"'{path}' is damaged: {damage.Message}", damage);
        }
    }

    /// <summary>Puts it on disk, in place of any before.</summary>
    public void Write(string folder)
    {
        using var file = AtomicFile.Create(Path.Combine(folder, FileName));
        file.Write(0, JsonSerializer.SerializeToUtf8Bytes(this, LoadStateJson.Default.LoadState));
        file.Commit();
    }
}
