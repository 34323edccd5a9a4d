using Recommender.Ranking.Catalogs;
using Recommender.Server.Catalogs;
using Recommender.Server.Generations;
using Recommender.Storage.Decisions;

namespace Recommender.Server.Decisions;

/// <summary>Numbers that stand for titles with their artworks in a part of the log, told before they are used. One thread at a time.</summary>
/// <param name="tell">Puts a title into the log.</param>
internal sealed class TitleNumbers(Action<TitleRecord> tell)
{
    private readonly Dictionary<ulong, (int Number, int Print)> _known = [];
    private readonly RowNumbers _settled = new();
    private readonly RowNumbers _recent = new();

    /// <summary>Forgets all: whoever begins to read here knows none of them.</summary>
    public void Clear()
    {
        _known.Clear();
        _settled.Clear();
        _recent.Clear();
    }

    /// <summary>From here on, it is asked for titles of this generation.</summary>
    public void Begin(ServedGeneration served)
    {
        _settled.Begin(served.Ranking.Catalog.Settled);
        _recent.Begin(served.Ranking.Catalog.Recent);
    }

    /// <summary>The number of a title.</summary>
    /// <param name="served">The generation.</param>
    /// <param name="row">A row of it.</param>
    public int Of(ServedGeneration served, int row)
    {
        var settled = served.Ranking.Catalog.Settled.Count;
        ref var number = ref row < settled ? ref _settled[row] : ref _recent[row - settled];
        return number != 0 ? number : number = Find(served, row);
    }

    private int Find(ServedGeneration served, int row)
    {
        var part = served.Ranking.Catalog.PartOf(row, out var local);
        var encoded = served.PartOf(row, out _);
        var (hash, print) = (part.Ids.HashOf(local), PrintOf(part, encoded, local));
        if (_known.TryGetValue(hash, out var known) && known.Print == print) return known.Number;
        var number = known.Number != 0 ? known.Number : _known.Count + 1;
        _known[hash] = (number, print);
        tell(RecordOf(part, encoded, local, number));
        return number;
    }

    private static int PrintOf(CatalogPart part, EncodedPart encoded, int local)
    {
        var print = default(HashCode);
        print.Add(part.Artworks.FirstTrailer[local] - part.Artworks.First[local]);
        for (var artwork = part.Artworks.First[local]; artwork < part.Artworks.First[local + 1]; artwork++) print.AddBytes(encoded.ArtworkFields(artwork));
        return print.ToHashCode();
    }

    private static TitleRecord RecordOf(CatalogPart part, EncodedPart encoded, int local, int number)
    {
        var (first, end) = (part.Artworks.First[local], part.Artworks.First[local + 1]);
        var artworks = new byte[end - first][];
        for (var i = 0; i < artworks.Length; i++) artworks[i] = encoded.ArtworkId(first + i).ToArray();
        return new TitleRecord(number, part.Ids[local].ToArray(), part.Artworks.FirstTrailer[local] - first, artworks);
    }
}
