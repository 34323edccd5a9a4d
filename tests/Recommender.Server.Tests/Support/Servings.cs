using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Recommender.Ranking.Catalogs;
using Recommender.Server.Catalogs;
using Recommender.Server.Generations;
using Recommender.Storage.Data;
using Recommender.Storage.Members;
using Recommender.Storage.Titles;

namespace Recommender.Server.Tests.Support;

/// <summary>Opens serving states, and looks into what they serve.</summary>
internal static class Servings
{
    public static Task<ServingState> OpenAsync(SmallWorld world, DataStore store, CatalogOptions? options = null) =>
        ServingState.OpenAsync(store, world.Models, (options ?? new()) with { ChosenModelFile = world.ChosenModelFile }, NullLogger.Instance);

    public static Task<ChangeOutcome> PutAsync(this CatalogWriter writer, string id, Title title) => writer.PutAsync(Encoding.UTF8.GetBytes(id), TitleWriter.Write(title)).Soon();

    public static Task<ChangeOutcome> DeleteAsync(this CatalogWriter writer, string id) => writer.DeleteAsync(Encoding.UTF8.GetBytes(id)).Soon();

    /// <summary>The row of a title; -1 where there is none.</summary>
    public static int RowOf(this ServedGeneration served, string id) => served.Ranking.Catalog.RowOf(IdHash.Of(id));

    /// <summary>The part of a title, and its row there.</summary>
    public static (CatalogPart Part, EncodedPart Encoded, int Row) Find(this ServedGeneration served, string id)
    {
        var row = served.RowOf(id);
        Assert.True(row >= 0, $"'{id}' is not served");
        var part = served.Ranking.Catalog.PartOf(row, out var local);
        return (part, served.PartOf(row, out _), local);
    }

    /// <summary>Names of all titles that are there, by id.</summary>
    public static Dictionary<string, string> Names(this ServedGeneration served)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var catalog = served.Ranking.Catalog;
        for (var row = 0; row < catalog.Rows; row++)
        {
            var part = catalog.PartOf(row, out var local);
            var gone = part == catalog.Settled ? catalog.Gone : catalog.RecentGone;
            if ((gone[local >> 6] >> (local & 63) & 1) == 1) continue;
            var id = Encoding.UTF8.GetString(part.Ids[local]);
            Assert.Equal(row, catalog.RowOf(part.Ids.HashOf(local)));
            Assert.True(names.TryAdd(id, Encoding.UTF8.GetString(served.PartOf(row, out _).Name(local))), $"'{id}' is there twice");
        }

        return names;
    }
}
