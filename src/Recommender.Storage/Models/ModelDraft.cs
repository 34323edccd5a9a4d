namespace Recommender.Storage.Models;

/// <summary>A generation in the making: nobody sees it before it is committed.</summary>
public sealed class ModelDraft : IDisposable
{
    private readonly ModelFolder _owner;
    private readonly string _folder;
    private bool _ended;

    internal ModelDraft(ModelFolder owner, string folder, long number) => (_owner, _folder, Number) = (owner, folder, number);

    /// <summary>Higher than that of every earlier one.</summary>
    public long Number { get; }

    /// <summary>Where to write a file of some name, by one of the model files or a section file's writer.</summary>
    /// <exception cref="ArgumentException">The name is not 1 to 64 of a–z, 0–9 and hyphen, or is <c>manifest</c>.</exception>
    public string PathOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!Manifest.IsName(name))
            throw new ArgumentException($"'{name}' is no name of a model file; allowed are 1..64 of a-z, 0-9 and '-', but not '{Manifest.FileName}'", nameof(name));
        return Path.Combine(_folder, name);
    }

    /// <summary>Makes this the newest generation; when it returns, it is so after a power cut too. All but this and the one before are deleted.</summary>
    /// <exception cref="InvalidOperationException">It is committed or given up already.</exception>
    /// <exception cref="IOException">A step failed: it is committed whole, or not at all.</exception>
    public void Commit()
    {
        if (_ended) throw new InvalidOperationException($"generation {Number} is committed or given up already");
        Manifest.Write(_folder, Number);
        _ended = true;
        _owner.Committed();
    }

    /// <summary>Gives up, unless committed.</summary>
    public void Dispose()
    {
        if (_ended) return;
        _ended = true;
        _owner.GivenUp();
    }
}
