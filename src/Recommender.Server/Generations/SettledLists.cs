using Recommender.Numerics;
using Recommender.Ranking.Tastes;
using Recommender.Server.Catalogs;
using Recommender.Server.Models;
using Recommender.Storage.Members;

namespace Recommender.Server.Generations;

/// <summary>Lists of rows of a settled part, made once with it. Immutable.</summary>
/// <param name="Popular">Chosen most, first.</param>
/// <param name="Trending">Chosen more than usual, most first.</param>
/// <param name="Newest">The newest first.</param>
/// <param name="Communities">With their favourites.</param>
internal sealed record SettledLists(int[] Popular, int[] Trending, int[] Newest, CommunityTable Communities)
{
    private const int Most = 500;

    /// <summary>Makes the lists of the titles that are there. O(titles).</summary>
    public static SettledLists Of(BuiltPart settled, ReadOnlySpan<ulong> gone, ServedModel? model, ModelTables tables)
    {
        var columns = settled.Columns;
        var rows = Present(settled.Count, gone);
        return new(
            BestRows.Of(rows, Most, row => (columns.Popularity[row], columns.AddedAt[row])),
            BestRows.Of(rows.Where(row => columns.Trend[row] > 0), Most, row => (columns.Trend[row], columns.Popularity[row])),
            BestRows.Of(rows, Most, row => (columns.AddedAt[row], columns.Popularity[row])),
            CommunitiesOf(settled, gone, model, tables));
    }

    private static List<int> Present(int count, ReadOnlySpan<ulong> gone)
    {
        var rows = new List<int>(count);
        for (var row = 0; row < count; row++)
            if ((gone[row >> 6] >> (row & 63) & 1) == 0) rows.Add(row);
        return rows;
    }

    private static CommunityTable CommunitiesOf(BuiltPart settled, ReadOnlySpan<ulong> gone, ServedModel? model, ModelTables tables)
    {
        var favourites = new RowsBuilder<int>();
        for (var community = 0; community < tables.Descriptions.Length; community++)
        {
            foreach (var title in model!.Tastes!.Communities.Favourites(community))
            {
                var row = RowOf(settled, model, title);
                if (row >= 0 && (gone[row >> 6] >> (row & 63) & 1) == 0) favourites.Add(row);
            }

            favourites.EndRow();
        }

        return new CommunityTable
        {
            Descriptions = tables.Descriptions,
            Favourites = favourites.Build(),
            MicroGenres = tables.CommunityMicroGenres,
            Affinities = tables.CommunityAffinities,
        };
    }

    // Where the part is laid out as the model, its rows are the model's.
    private static int RowOf(BuiltPart settled, ServedModel model, int title) =>
        settled.Columns.Embeddings == model.Published.Titles ? title : settled.Columns.Ids.RowOf(IdHash.Of(model.Published.TitleIds[title]));
}
