using Recommender.Storage.Decisions;
using Recommender.Storage.Members;

namespace Recommender.Server.Artworks;

/// <summary>Titles that the log has told of, by the numbers that it gave them. One thread at a time.</summary>
/// <remarks>Some 150 bytes for each title that was ever shown.</remarks>
internal sealed class DefinedTitles
{
    private readonly Dictionary<ulong, DefinedTitle> _byHash = [];
    private DefinedTitle?[] _byNumber = new DefinedTitle?[1_024];

    /// <summary>The title of a number; null where the log has not told of it.</summary>
    public DefinedTitle? this[int number] => (uint)number < (uint)_byNumber.Length ? _byNumber[number] : null;

    /// <summary>Takes notice of a number.</summary>
    public void Define(TitleRecord record)
    {
        var title = new DefinedTitle(record.Hash, Array.ConvertAll(record.Artworks, static artwork => IdHash.Of(artwork)), record.Images);
        if (_byHash.TryGetValue(title.Hash, out var known) && known.IsLike(title)) title = known;   // the log tells of a title again and again
        else _byHash[title.Hash] = title;
        if (record.Number >= _byNumber.Length) Array.Resize(ref _byNumber, Math.Max(record.Number + 1, 2 * _byNumber.Length));
        _byNumber[record.Number] = title;
    }
}
