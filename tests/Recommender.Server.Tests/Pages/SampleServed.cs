using System.Globalization;
using System.Text;
using Google.Protobuf;
using Recommender.Numerics;
using Recommender.Ranking.Catalogs;
using Recommender.Ranking.Generations;
using Recommender.Server.Catalogs;
using Recommender.Server.Generations;
using Recommender.V1;

namespace Recommender.Server.Tests.Pages;

/// <summary>A generation of ranking with bytes for answers: names and artworks are told by part and row.</summary>
internal static class SampleServed
{
    public static ServedGeneration Of(Generation generation) => new()
    {
        Ranking = generation,
        Settled = Encode(generation.Catalog.Settled),
        Recent = Encode(generation.Catalog.Recent),
    };

    /// <summary>Some names are empty and some long, and not all are ASCII.</summary>
    public static string NameOf(string id) => (id.Length % 3) switch
    {
        0 => $"Die Straße nach «{id}»",
        1 => string.Concat(Enumerable.Repeat(id, 60)),
        _ => id,
    };

    public static string ArtworkIdOf(int artwork) => string.Create(CultureInfo.InvariantCulture, $"artwork-{artwork}");

    public static string UriOf(int artwork) => artwork % 5 == 0 ? "" : $"https://images.example/{new string('x', artwork % 300)}";

    private static EncodedPart Encode(CatalogPart part) => new(
        Rows(part.Count, row => new RecommendedTitle { TitleId = IdOf(part, row) }),
        Rows(part.Count, row => Encoding.UTF8.GetBytes(NameOf(IdOf(part, row)))),
        Rows(part.Artworks.Count, static artwork => new ChosenArtwork { ArtworkId = ArtworkIdOf(artwork), Uri = UriOf(artwork) }));

    private static string IdOf(CatalogPart part, int row) => Encoding.UTF8.GetString(part.Ids[row]);

    private static CompressedRows<byte> Rows(int count, Func<int, IMessage> message) => Rows(count, row => message(row).ToByteArray());

    private static CompressedRows<byte> Rows(int count, Func<int, byte[]> bytes)
    {
        var all = Enumerable.Range(0, count).Select(bytes).ToArray();
        var offsets = new long[count + 1];
        for (var row = 0; row < count; row++) offsets[row + 1] = offsets[row] + all[row].Length;
        return new(offsets, [.. all.SelectMany(static row => row)]);
    }
}
