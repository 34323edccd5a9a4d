using System.Text;

namespace Recommender.Storage.Titles;

/// <summary>From a packed title to an object.</summary>
internal static class TitleUnpacking
{
    public static Title Unpack(TitleReader reader)
    {
        var tags = Tags(reader, out var weights);
        var embedding = new float[reader.Dimension];
        reader.CopyEmbedding(embedding);
        return new Title
        {
            Name = Encoding.UTF8.GetString(reader.Name),
            Year = reader.Year,
            Kind = reader.Kind,
            Maturity = reader.Maturity,
            AddedAt = reader.AddedAt,
            Franchise = Encoding.UTF8.GetString(reader.Franchise),
            Tags = [.. tags.Take(reader.BorneTags).Zip(weights, static (tag, weight) => new TitleTag(tag, weight))],
            Artworks = Artworks(reader, tags),
            Availability = reader.Availability.ToArray(),
            People = People(reader),
            Embedding = embedding,
            EmbeddingModel = reader.EmbeddingModel,
            Precision = reader.Precision,
        };
    }

    private static Tag[] Tags(TitleReader reader, out float[] weights)
    {
        var groups = new List<string>(reader.Groups.Count);
        foreach (var group in reader.Groups) groups.Add(Encoding.UTF8.GetString(group.Utf8));

        var tags = new Tag[reader.Tags.Count];
        weights = new float[tags.Length];
        var i = 0;
        foreach (var tag in reader.Tags)
        {
            tags[i] = new Tag(groups[tag.Group], Encoding.UTF8.GetString(tag.Id));
            weights[i++] = (float)tag.Weight;
        }

        return tags;
    }

    private static List<Artwork> Artworks(TitleReader reader, Tag[] tags)
    {
        var artworks = new List<Artwork>(reader.Artworks.Count);
        foreach (var artwork in reader.Artworks)
        {
            var depicts = new Tag[artwork.Depicts.Length];
            for (var i = 0; i < depicts.Length; i++) depicts[i] = tags[artwork.Depicts[i]];
            artworks.Add(new Artwork(Encoding.UTF8.GetString(artwork.Id), artwork.Kind, Encoding.UTF8.GetString(artwork.Uri), depicts));
        }

        return artworks;
    }

    private static List<Credit> People(TitleReader reader)
    {
        var people = new List<Credit>(reader.People.Count);
        foreach (var credit in reader.People) people.Add(new Credit(Encoding.UTF8.GetString(credit.Person), credit.Role));
        return people;
    }
}
