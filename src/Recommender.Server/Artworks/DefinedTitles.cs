using System.Runtime.InteropServices;
using Recommender.Storage.Decisions;
using Recommender.Storage.Members;

namespace Recommender.Server.Artworks;

/// <summary>Titles that the log has told of, by the numbers that it gave them and by their ids. One thread at a time.</summary>
/// <remarks>Some 150 bytes for each title that was ever shown. The log's numbers begin anew again and again; those of definitions stay, so that a decision is judged by what it was made with.</remarks>
internal sealed class DefinedTitles
{
    private readonly Dictionary<ulong, DefinedTitle> _byHash = [];
    private readonly Queue<(DefinedTitle Title, long Until)> _replaced = [];
    private (uint Definition, int Images)[] _byNumber = new (uint, int)[1_024];
    private uint _last;

    /// <summary>The definition that a number of the log stands for, and how many images it has; 0 where the log has not told of it.</summary>
    public (uint Definition, int Images) this[int number] => (uint)number < (uint)_byNumber.Length ? _byNumber[number] : default;

    /// <summary>A title by the hash of its id, as it was defined last; null where the log has not told of it.</summary>
    public DefinedTitle? Find(ulong hash) => _byHash.GetValueOrDefault(hash);

    /// <summary>Takes notice of a number.</summary>
    /// <param name="record">What the log says.</param>
    /// <param name="decisions">How many decisions there were before.</param>
    public void Define(TitleRecord record, long decisions)
    {
        var artworks = Array.ConvertAll(record.Artworks, static artwork => IdHash.Of(artwork));
        ref var title = ref CollectionsMarshal.GetValueRefOrAddDefault(_byHash, record.Hash, out _);
        if (title is null || !title.Has(artworks, record.Images))   // the log tells of a title again and again
        {
            if (title is not null) _replaced.Enqueue((title, decisions));
            title = new DefinedTitle(++_last, record.Hash, artworks, record.Images) { Earlier = title };
        }

        if (record.Number >= _byNumber.Length) Array.Resize(ref _byNumber, Math.Max(record.Number + 1, 2 * _byNumber.Length));
        _byNumber[record.Number] = (title.Number, title.Images);
    }

    /// <summary>Lets go of what no decision shows any more.</summary>
    /// <param name="decisions">How many of the decisions that there were are forgotten.</param>
    public void Forget(long decisions)
    {
        while (_replaced.TryPeek(out var oldest) && oldest.Until <= decisions)
        {
            _replaced.Dequeue();
            var later = _byHash[oldest.Title.Hash];
            while (later.Earlier != oldest.Title) later = later.Earlier!;
            later.Earlier = null;
        }
    }
}
