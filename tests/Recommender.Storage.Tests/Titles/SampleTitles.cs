using Recommender.Storage.Members;
using Recommender.Storage.Titles;

namespace Recommender.Storage.Tests.Titles;

/// <summary>Titles out of a seed.</summary>
internal static class SampleTitles
{
    private static readonly string[] Groups = ["genre", "mood", "era", "place", "people"];

    public static Title Random(Random random)
    {
        var tags = Enumerable.Range(0, random.Next(60)).Select(i => new Tag(Groups[random.Next(Groups.Length)], $"tag-{i}-ü")).ToArray();
        return new Title
        {
            Name = string.Concat(Enumerable.Repeat("Ein Tänzchen", random.Next(10))),
            Year = (short)random.Next(1890, 2030),
            Kind = (TitleKind)random.Next(3),
            Maturity = (byte)random.Next(22),
            AddedAt = random.NextInt64(2_000_000_000),
            Franchise = random.Next(2) == 0 ? "" : $"franchise-{random.Next(100)}",
            Tags = [.. tags.Take(tags.Length / 2).Select(tag => new TitleTag(tag, random.Next(1, 9) / 8f))],
            Artworks = [.. Enumerable.Range(0, random.Next(8)).Select(i => new Artwork($"art-{i}", (ArtworkKind)random.Next(1, 4), $"https://example.org/{i}", Some(random, tags)))],
            Availability = [.. Enumerable.Range(0, random.Next(20)).Select(i => new AvailabilityWindow(CountryCode.Parse(random.Next(4) == 0 ? "" : "DE"), i, i + random.Next(1, 1_000)))],
            People = [.. Enumerable.Range(0, random.Next(30)).Select(i => new Credit($"nm{random.Next()}", (CreditRole)random.Next(4)))],
            Embedding = Enumerable.Range(0, random.Next(2) * 128).Select(_ => random.Next(-64, 65) / 64f).ToArray(),   // exact in fp16 too
            Precision = (EmbeddingPrecision)random.Next(2),
        };
    }

    /// <summary>One with something of everything, always the same.</summary>
    public static Title Fixed() => new()
    {
        Name = "Das Boot",
        Year = 1981,
        Kind = TitleKind.Film,
        Maturity = 12,
        AddedAt = 1_700_000_000,
        Franchise = "boot",
        Tags = [new TitleTag(new Tag("genre", "war"), 1), new TitleTag(new Tag("place", "submarine"), 0.5f)],
        Artworks = [new Artwork("still-1", ArtworkKind.Still, "https://example.org/1.jpg", [new Tag("place", "submarine"), new Tag("mood", "tense")])],
        Availability = [new AvailabilityWindow(CountryCode.Parse("DE"), 0, 2_000_000_000), new AvailabilityWindow(default, 5, 6)],
        People = [new Credit("nm0000583", CreditRole.Director)],
        Embedding = new float[] { 1, -0.5f },
    };

    private static Tag[] Some(Random random, Tag[] tags) => [.. tags.Where(_ => random.Next(3) == 0)];
}
