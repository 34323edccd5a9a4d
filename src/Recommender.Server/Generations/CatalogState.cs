using System.Numerics;
using Recommender.Ranking.Catalogs;
using Recommender.Ranking.Generations;
using Recommender.Ranking.Recipes;
using Recommender.Server.Catalogs;
using Recommender.Server.Models;

namespace Recommender.Server.Generations;

/// <summary>What a generation is made of, and the next one is made from. Immutable but for the vocabulary and the builder of the small part, which its one writer extends.</summary>
internal sealed record CatalogState
{
    /// <summary>Tags and franchises of both parts; has the model.</summary>
    public required Vocabulary Vocabulary { get; init; }

    /// <summary>What the model says by itself.</summary>
    public required ModelTables Tables { get; init; }

    /// <summary>Rows of titles in the model.</summary>
    public required TitleIds ModelRows { get; init; }

    /// <summary>The large part.</summary>
    public required BuiltPart Settled { get; init; }

    /// <summary>One bit per row of <see cref="Settled"/>: deleted or replaced since.</summary>
    public required ulong[] Gone { get; init; }

    /// <summary>Lists of its rows.</summary>
    public required SettledLists Lists { get; init; }

    /// <summary>The small part.</summary>
    public required BuiltPart Recent { get; init; }

    /// <summary>One bit per row of <see cref="Recent"/>: deleted or replaced since.</summary>
    public required ulong[] RecentGone { get; init; }

    /// <summary>Made the small part, and makes the next ones from it.</summary>
    public required PartBuilder Growing { get; init; }

    /// <summary>Titles in the small part.</summary>
    public int RecentCount => Recent.Count - CountOf(RecentGone);

    /// <summary>The model; null for none.</summary>
    public ServedModel? Model => Vocabulary.Model;

    /// <summary>Bits of no row.</summary>
    public static ulong[] NoneGone(BuiltPart settled) => new ulong[(settled.Count + 63) >> 6];

    /// <summary>The id, in UTF-8, of the title whose id has a hash; empty where there is none.</summary>
    public ReadOnlySpan<byte> IdOf(ulong hash)
    {
        var row = Recent.Columns.Ids.RowOf(hash);
        if (row >= 0 && (RecentGone[row >> 6] >> (row & 63) & 1) == 0) return Recent.Columns.Ids[row];
        row = Settled.Columns.Ids.RowOf(hash);
        return row >= 0 && (Gone[row >> 6] >> (row & 63) & 1) == 0 ? Settled.Columns.Ids[row] : [];
    }

    /// <summary>How many rows of the settled part are gone.</summary>
    public int GoneCount => CountOf(Gone);

    /// <summary>The generation that readers get.</summary>
    /// <param name="number">Higher than that of every earlier one.</param>
    /// <param name="version">Of the newest change.</param>
    /// <param name="recipe">How pages are made.</param>
    public ServedGeneration ToServed(long number, long version, Recipe recipe)
    {
        var (tags, personas) = Vocabulary.Tables();
        var generation = new Generation
        {
            Number = number,
            ModelVersion = Model?.Number ?? 0,
            Catalog = new Catalog(Settled.Columns, Recent.Columns, Gone, RecentGone, version),
            Tags = tags,
            MicroGenres = Tables.MicroGenres,
            Communities = Lists.Communities,
            Personas = personas,
            Recipe = recipe,
            Popular = Lists.Popular,
            Trending = Lists.Trending,
            Newest = Lists.Newest,
        };
        return new ServedGeneration
        {
            Ranking = generation,
            Settled = Settled.Encoded,
            Recent = Recent.Encoded,
            Model = Model?.Published,
            Tastes = Model?.Tastes,
            FoldIn = Model?.FoldIn,
        };
    }

    private static int CountOf(ulong[] bits)
    {
        var count = 0;
        foreach (var word in bits) count += BitOperations.PopCount(word);
        return count;
    }
}
