using System.Buffers.Binary;
using System.Globalization;
using Google.Protobuf;
using Recommender.PageLoad.Driving;
using Recommender.V1;

namespace Recommender.PageLoad.Serving;

/// <summary>A page as long as real ones are, with nothing behind it.</summary>
internal static class PreparedPage
{
    private const float SomePropensity = 0.25f;

    /// <summary>A message with gRPC's prefix.</summary>
    public static byte[] Frame(IMessage message)
    {
        var bytes = message.ToByteArray();
        var framed = new byte[5 + bytes.Length];
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), bytes.Length);
        bytes.CopyTo(framed, 5);
        return framed;
    }

    /// <summary>The message.</summary>
    public static RecommendResponse Make(PageShape shape)
    {
        var page = new RecommendResponse { DecisionId = "0123456789abcdef", Versions = new Versions { Generation = 1, Model = 1, Catalog = 1, Recipe = "prepared/1" }, Curtailment = Curtailment.None };
        for (var row = 0; row < shape.Rows; row++)
        {
            var made = new Row { RowId = $"micro-genre:{row:x4}", Name = $"Prepared films of row {row}", Kind = RowKind.MicroGenre, Affinity = 1 - (0.05f * row) };
            for (var place = 0; place < shape.TitlesPerRow; place++) made.Titles.Add(Title((row * shape.TitlesPerRow) + place));
            page.Rows.Add(made);
        }

        return page;
    }

    private static RecommendedTitle Title(int number)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"t{number:D6}");
        return new RecommendedTitle
        {
            TitleId = id,
            Score = 1f / (number + 1),
            Artwork = new ChosenArtwork { ArtworkId = $"{id}-3", Uri = $"https://artwork.example/{id}/3.jpg", Propensity = SomePropensity },
            Trailer = new ChosenArtwork { ArtworkId = $"{id}-6", Uri = $"https://artwork.example/{id}/6.mp4", Propensity = SomePropensity },
        };
    }
}
