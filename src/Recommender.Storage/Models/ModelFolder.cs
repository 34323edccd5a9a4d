using System.Globalization;
using Recommender.Numerics.Files;
using Recommender.Storage.Unix;

namespace Recommender.Storage.Models;

/// <summary>Generations of model files, each in a folder named by its number. The last two are kept.</summary>
/// <remarks>One draft at a time; its maker owns the data folder. Opening is safe from many threads, also while a draft is made.</remarks>
public sealed class ModelFolder
{
    private const int Kept = 2;
    private const string Numbered = "D10";

    private readonly string _path;
    private readonly Lock _gate = new();
    private bool _drafting;

    /// <summary>Names the folder, which is made with the first draft.</summary>
    public ModelFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = Path.GetFullPath(path);
    }

    /// <summary>Starts the next generation and deletes what an earlier draft left that was never committed.</summary>
    /// <exception cref="InvalidOperationException">Another draft is neither committed nor given up.</exception>
    /// <exception cref="IOException">The folder cannot be made or written to.</exception>
    public ModelDraft Begin()
    {
        lock (_gate)
        {
            if (_drafting) throw new InvalidOperationException($"another draft is being made in '{_path}'");
            Folder.MakeWritable(_path);
            Sweep();
            var number = Numbers().FirstOrDefault() + 1;
            Directory.CreateDirectory(FolderOf(number));
            _drafting = true;
            return new ModelDraft(this, FolderOf(number), number);
        }
    }

    /// <summary>Opens every file of the newest generation whose files are all there and agree; null where none was ever committed.</summary>
    /// <returns>The generation; it says why later ones, if there are any, were passed over.</returns>
    /// <exception cref="IOException">Generations were committed, but of none are all files there; this is the newest one's error.</exception>
    public ModelGeneration? OpenNewest()
    {
        var passedOver = new List<string>();
        IOException? first = null;
        foreach (var number in Numbers().Where(IsCommitted))
        {
            try
            {
                return new ModelGeneration(FolderOf(number), number, Manifest.Read(FolderOf(number), number), passedOver);
            }
            catch (IOException damage)
            {
                first ??= damage;
                passedOver.Add(damage.Message);
            }
        }

        return first is null ? null : throw first;
    }

    /// <summary>Numbers of the generations that were committed, the newest first. Whether their files are whole, opening says.</summary>
    public IReadOnlyList<long> Generations() => [.. Numbers().Where(IsCommitted)];

    /// <summary>Opens every file of a generation.</summary>
    /// <param name="number">Its number.</param>
    /// <returns>The generation; null where none of that number was committed, or it is deleted.</returns>
    /// <exception cref="IOException">A file of it is missing, damaged or another generation's.</exception>
    public ModelGeneration? Open(long number) =>
        Numbers().Contains(number) && IsCommitted(number) ? new ModelGeneration(FolderOf(number), number, Manifest.Read(FolderOf(number), number), []) : null;

    internal void Committed()
    {
        lock (_gate)
        {
            _drafting = false;
            FolderFlush.Run(_path);
            FolderFlush.Run(Path.GetDirectoryName(_path) ?? _path);   // which this may have been made in
            foreach (var old in Numbers().Skip(Kept)) Delete(old);
        }
    }

    internal void GivenUp()
    {
        lock (_gate)
        {
            _drafting = false;
            Sweep();
        }
    }

    private void Sweep()
    {
        foreach (var number in Numbers().Where(number => !IsCommitted(number))) Delete(number);
    }

    // The manifest goes first: what is left of a generation when the power goes meanwhile was never committed, to all appearance.
    // What cannot be deleted now is left to the next sweep: whoever commits has what he wanted.
    private void Delete(long number)
    {
        try
        {
            File.Delete(Path.Combine(FolderOf(number), Manifest.FileName));
            Directory.Delete(FolderOf(number), recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
        }
    }

    private bool IsCommitted(long number) => File.Exists(Path.Combine(FolderOf(number), Manifest.FileName));

    // The newest first.
    private IEnumerable<long> Numbers() =>
        !Directory.Exists(_path)
            ? []
            : Directory.GetDirectories(_path)
                .Select(folder => Path.GetFileName(folder))
                .Select(name => long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && NameOf(number) == name ? number : 0)
                .Where(number => number > 0)
                .OrderDescending();

    private string FolderOf(long number) => Path.Combine(_path, NameOf(number));

    private static string NameOf(long number) => number.ToString(Numbered, CultureInfo.InvariantCulture);
}
