using System.Globalization;
using System.Runtime.InteropServices;
using Recommender.Learning.Data;

namespace Recommender.Learning.SampleWorld;

/// <summary>Makes titles after tastes: most of a title's tags are its taste's, the others come from anywhere.</summary>
internal sealed class TitleMaker(Vocabulary words, Random random)
{
    private static readonly string[] Adjectives =
    [
        "Silent", "Last", "Broken", "Golden", "Hidden", "Crimson", "Second", "Distant", "Hollow", "Burning", "Paper", "Winter", "Electric", "Borrowed", "Wild",
        "Invisible", "Midnight", "Forgotten", "Perfect", "Northern", "Restless", "Velvet", "Falling", "Quiet", "Savage", "Little", "Endless", "Glass", "Stolen", "Blue",
    ];

    private static readonly string[] Nouns =
    [
        "Harbour", "Letter", "Garden", "Kingdom", "Witness", "Summer", "Orchard", "Promise", "Shadow", "Bridge", "Mirror", "Station", "River", "Crown", "Stranger",
        "Empire", "Song", "Voyage", "Detective", "Daughter", "Machine", "Island", "Circus", "Trial", "Storm", "Horizon", "Lighthouse", "Secret", "Tide", "Engine",
    ];

    private readonly Dictionary<string, int> _named = new(StringComparer.Ordinal);   // titles of each name, of which only the first bears no number

    public Title Make(int row, Taste taste, SampleWorldOptions options)
    {
        var year = Year(taste, options.Now.Year);
        var tags = new List<int>();
        Draw(taste.Genres, words.Genre, 1 + random.Next(2), tags);
        Draw(taste.Moods, words.Mood, 1 + random.Next(2), tags);
        Draw(taste.Places, words.Place, random.Next(2), tags);
        Draw(taste.Themes, words.Theme, 1 + random.Next(3), tags);
        Draw(taste.People, words.People, 1 + random.Next(3), tags);
        tags.Add(words.Era.Start.Value + Math.Clamp((year - Vocabulary.FirstDecade) / 10, 0, Vocabulary.Decades - 1));

        int[] distinct = [.. tags.Distinct()];
        var id = string.Create(CultureInfo.InvariantCulture, $"t{row:D7}");
        return new Title(
            id,
            Name(distinct),
            year,
            [.. distinct.Select((tag, i) => new TitleTag(tag, i == 0 ? 1 : 0.4f + (0.6f * random.NextSingle())))],
            [.. Enumerable.Range(0, options.ArtworksPerTitle).Select(number => MakeArtwork(id, number, distinct))]);
    }

    private int Year(Taste taste, int now) => Math.Min(now, taste.Decade + random.Next(10) + (random.Next(5) == 0 ? random.Next(-10, 11) : 0));

    private void Draw(int[] own, Range any, int count, List<int> into)
    {
        for (var i = 0; i < count; i++)
            into.Add(random.Next(6) > 0 ? own[random.Next(own.Length)] : random.Next(any.Start.Value, any.End.Value));
    }

    private string Name(int[] tags)
    {
        var (adjective, noun) = (Adjectives[random.Next(Adjectives.Length)], Nouns[random.Next(Nouns.Length)]);
        var theme = words.Tags[tags.LastOrDefault(tag => words.Tags[tag].Group is "theme" or "place", tags[0])].Name;
        var name = random.Next(5) switch
        {
            0 => $"The {adjective} {noun}",
            1 => $"{adjective} {noun}",
            2 => $"{theme} and the {noun}",
            3 => $"The {noun} of {theme}",
            _ => $"{noun}: {theme}",
        };
        ref var named = ref CollectionsMarshal.GetValueRefOrAddDefault(_named, name, out _);
        return ++named == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} {named}");
    }

    private Artwork MakeArtwork(string title, int number, int[] tags)
    {
        var kind = (number % 6) switch { 5 => "trailer", 1 or 3 => "poster", _ => "still" };
        var shown = tags.ToArray();
        random.Shuffle(shown);
        return new Artwork(
            string.Create(CultureInfo.InvariantCulture, $"{title}-{number}"),
            kind,
            string.Create(CultureInfo.InvariantCulture, $"https://img.example/{title}/{number}.{(kind == "trailer" ? "mp4" : "jpg")}"),
            [.. shown.Take(1 + random.Next(3)).Select(tag => words.Tags[tag])]);
    }
}
