using Recommender.Learning.Data;

namespace Recommender.Learning.SampleWorld;

/// <summary>The words of the sample world's experts, by tag group.</summary>
internal sealed class Vocabulary
{
    public const int FirstDecade = 1930;
    public const int Decades = 10;

    private static readonly string[] Genres =
    [
        "Action", "Adventure", "Animation", "Biography", "Comedy", "Crime", "Documentary", "Drama", "Family", "Fantasy", "Film Noir", "History",
        "Horror", "Martial Arts", "Musical", "Mystery", "Romance", "Satire", "Science Fiction", "Sport", "Spy", "Thriller", "War", "Western",
    ];

    private static readonly string[] Moods =
    [
        "Absurd", "Atmospheric", "Bittersweet", "Bleak", "Charming", "Chilling", "Claustrophobic", "Cosy", "Cynical", "Dark", "Deadpan", "Dreamlike",
        "Eccentric", "Emotional", "Epic", "Exciting", "Feel-good", "Gentle", "Goofy", "Gritty", "Heartwarming", "Hopeful", "Imaginative", "Inspiring",
        "Intimate", "Irreverent", "Melancholic", "Mind-bending", "Nostalgic", "Offbeat", "Ominous", "Playful", "Provocative", "Quirky", "Raunchy",
        "Romantic", "Scary", "Sentimental", "Slow-burning", "Steamy", "Stylish", "Suspenseful", "Tense", "Understated", "Violent", "Whimsical", "Witty",
    ];

    private static readonly string[] Places =
    [
        "Africa", "Alaska", "Amazon", "Argentina", "Australia", "Balkans", "Berlin", "Brazil", "Canada", "Chicago", "China", "Cuba", "Egypt",
        "England", "France", "Greece", "Havana", "Hollywood", "Hong Kong", "Iceland", "India", "Iran", "Ireland", "Israel", "Istanbul", "Italy",
        "Japan", "Kenya", "Korea", "Lisbon", "London", "Los Angeles", "Madrid", "Mars", "Mexico", "Moscow", "New Orleans", "New York", "Nigeria",
        "Norway", "Outer Space", "Paris", "Poland", "Portugal", "Rome", "Russia", "Scandinavia", "Scotland", "Spain", "Sweden", "Texas", "Tokyo",
        "Turkey", "Vienna", "Vietnam",
    ];

    private static readonly string[] Themes =
    [
        "Aliens", "Amnesia", "Art Heists", "Artificial Intelligence", "Assassins", "Ballet", "Bank Robbers", "Baseball", "Betrayal", "Blackmail",
        "Boarding Schools", "Boxing", "Brothers", "Castles", "Chess", "Childhood", "Circus Life", "Civil Rights", "Coming of Age", "Con Artists",
        "Conspiracies", "Cooking", "Courtrooms", "Cowboys", "Dancing", "Demons", "Detectives", "Dinosaurs", "Disasters", "Divorce", "Doctors", "Dogs",
        "Dragons", "Dystopias", "Epidemics", "Escapes", "Espionage", "Exorcism", "Explorers", "Fairy Tales", "Farming", "Fashion", "Fathers and Sons",
        "First Love", "Football", "Forbidden Love", "Friendship", "Gambling", "Gangsters", "Ghosts", "Grief", "Hackers", "Haunted Houses", "High School",
        "Hitmen", "Holidays", "Horses", "Identity", "Immigrants", "Investigations", "Islands", "Journalists", "Kidnapping", "Kings and Queens", "Knights",
        "Lawyers", "Lost Treasure", "Magic", "Marriage", "Midlife", "Missing Persons", "Monsters", "Mothers and Daughters", "Motorcycles", "Mountains",
        "Murder", "Museums", "Musicians", "Nature", "Neighbours", "Obsession", "Office Life", "Orphans", "Painters", "Parallel Worlds", "Pilots", "Pirates",
        "Poets", "Police", "Politics", "Prison", "Private Eyes", "Rebellion", "Redemption", "Religion", "Revenge", "Road Trips", "Robots", "Sailors",
        "Samurai", "Scientists", "Secret Agents", "Serial Killers", "Sisters", "Small Towns", "Social Class", "Soldiers", "Space Travel", "Spies", "Submarines",
        "Superheroes", "Surfing", "Survival", "Teachers", "Teenagers", "Theatre", "Time Travel", "Toys", "Trains", "Twins", "Vampires", "Weddings",
        "Werewolves", "Wilderness", "Witches", "Writers", "Zombies",
    ];

    private static readonly string[] FirstNames =
    [
        "Ada", "Amara", "Bruno", "Carla", "Dario", "Edith", "Elio", "Farah", "Greta", "Hugo", "Ines", "Ivo", "Jonas", "Kaia", "Lena", "Luca", "Mara",
        "Nadia", "Nils", "Olga", "Otis", "Petra", "Ravi", "Rosa", "Sami", "Tara", "Theo", "Uma", "Viktor", "Wanda", "Yuki", "Zoe",
    ];

    private static readonly string[] LastNames =
    [
        "Abara", "Bergman", "Castell", "Dufour", "Eklund", "Ferro", "Grant", "Hollis", "Ito", "Jansen", "Kovac", "Lindqvist", "Moreau", "Novak", "Okafor",
        "Palmer", "Quist", "Rossi", "Sato", "Tanaka", "Ulrich", "Vance", "Weiss", "Xavier", "Young", "Zeller",
    ];

    private readonly List<Tag> _tags = [];

    public Vocabulary()
    {
        Genre = Add("genre", Genres);
        Mood = Add("mood", Moods);
        Place = Add("place", Places);
        Theme = Add("theme", Themes);
        Era = Add("era", Enumerable.Range(0, Decades).Select(static i => $"{FirstDecade + (10 * i)}s"));
        People = Add("people", FirstNames.SelectMany(static (first, i) => LastNames.Where((_, j) => (i + j) % 4 == 0).Select(last => $"{first} {last}")));
    }

    /// <summary>All tags, by row.</summary>
    public IReadOnlyList<Tag> Tags => _tags;

    public Range Genre { get; }

    public Range Mood { get; }

    public Range Place { get; }

    public Range Theme { get; }

    public Range Era { get; }

    public Range People { get; }

    private Range Add(string group, IEnumerable<string> names)
    {
        var first = _tags.Count;
        _tags.AddRange(names.Select(name => new Tag(group, name)));
        return first.._tags.Count;
    }
}
