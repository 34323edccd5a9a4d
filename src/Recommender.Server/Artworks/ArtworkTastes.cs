using Recommender.Learning.Artworks;
using Recommender.Ranking.Tastes;
using Recommender.Server.Generations;

namespace Recommender.Server.Artworks;

/// <summary>The tags that tastes are learnt of, those that artworks depict most, and what each persona's context makes of them. Immutable but for what it remembers; one thread at a time.</summary>
internal sealed class ArtworkTastes
{
    /// <summary>Most tags; learning takes their third power of time, some milliseconds for each persona.</summary>
    public const int MostTags = 256;

    // By how much a tag that is all a persona's is expected to change the logit of the reward. With it, a title that was hardly seen is shown about as its tags alone would have it.
    private const double FullMatch = 0.6;

    // Of the catalogue's artworks, how many are looked at to find these tags.
    private const int ArtworksSeen = 100_000;

    private readonly ArtworkModel _model;
    private readonly int[] _numberOf;   // by tag of the table; -1 for those that are not learnt of
    private readonly PersonaTable _personas;
    private readonly Dictionary<string, PersonaTaste> _tastes;

    private ArtworkTastes(ArtworkModel model, TagTable tags, PersonaTable personas, int[] learnt, int[] numberOf, Dictionary<string, PersonaTaste> tastes) =>
        (_model, Tags, _personas, Learnt, _numberOf, _tastes) = (model, tags, personas, learnt, numberOf, tastes);

    /// <summary>All tags.</summary>
    public TagTable Tags { get; }

    /// <summary>Rows of those that tastes are learnt of.</summary>
    public int[] Learnt { get; }

    /// <summary>Begins with what tags speak for personas, and with what is known already where another generation's say the same.</summary>
    /// <param name="model">What is believed.</param>
    /// <param name="served">The generation.</param>
    /// <param name="before">Of the generation before; null for none.</param>
    public static ArtworkTastes Begin(ArtworkModel model, ServedGeneration served, ArtworkTastes? before)
    {
        var (tags, personas) = (served.Ranking.Tags, served.Ranking.Personas);
        var depicted = served.Ranking.Catalog.Settled.Artworks.Depicts;
        var counts = new int[tags.Count];
        for (var artwork = 0; artwork < Math.Min(depicted.Rows, ArtworksSeen); artwork++)
        {
            foreach (var tag in depicted[artwork]) counts[tag]++;
        }

        int[] learnt = [.. Enumerable.Range(0, tags.Count).Where(tag => counts[tag] > 0).OrderByDescending(tag => counts[tag]).ThenBy(static tag => tag).Take(MostTags)];
        var numberOf = new int[tags.Count];
        Array.Fill(numberOf, -1);
        for (var number = 0; number < learnt.Length; number++) numberOf[learnt[number]] = number;
        var tastes = new ArtworkTastes(model, tags, personas, learnt, numberOf, new(StringComparer.Ordinal));
        if (before is not null) tastes.TakeOver(before);
        return tastes;
    }

    /// <summary>Whether these are the tags of a generation.</summary>
    public bool AreOf(ServedGeneration served) => served.Ranking.Tags == Tags && served.Ranking.Personas == _personas;

    /// <summary>Those of an artwork's tags that tastes are learnt of, as their numbers.</summary>
    public int[] NumbersOf(ReadOnlySpan<int> depicted)
    {
        var numbers = new List<int>(depicted.Length);
        foreach (var tag in depicted)
        {
            if (_numberOf[tag] >= 0) numbers.Add(_numberOf[tag]);
        }

        return [.. numbers];
    }

    /// <summary>What a persona makes of the tags.</summary>
    public PersonaTaste Of(string persona)
    {
        if (!_tastes.TryGetValue(persona, out var taste)) _tastes.Add(persona, taste = _model.Expect(MatchOf(persona)));
        return taste;
    }

    /// <summary>Learns it anew from what was seen.</summary>
    public void Learn(string persona, IEnumerable<ArtworkContext> contexts) => _tastes[persona] = _model.Learn(contexts, MatchOf(persona));

    /// <summary>By tag, by how much more or less than thought at first it is liked, in logits over those of a full match.</summary>
    public float[] ShiftsOf(string persona)
    {
        var (shifts, match) = (new float[Tags.Count], MatchOf(persona));
        var effects = Of(persona).Effects;
        for (var number = 0; number < Learnt.Length; number++) shifts[Learnt[number]] = (float)((effects[number] - match[number]) / FullMatch);
        return shifts;
    }

    // What was learnt is of the tags by their numbers, and begins with what they speak for the persona.
    private void TakeOver(ArtworkTastes before)
    {
        if (!LearntTags().SequenceEqual(before.LearntTags())) return;
        foreach (var (persona, taste) in before._tastes)
        {
            if (MatchOf(persona).AsSpan().SequenceEqual(before.MatchOf(persona))) _tastes.Add(persona, taste);
        }
    }

    private IEnumerable<(string Group, string Name)> LearntTags() => Learnt.Select(tag => (Tags.Groups[tag], Tags.Names[tag]));

    private double[] MatchOf(string persona)
    {
        var column = Array.IndexOf(_personas.Names, persona);
        return column < 0 ? new double[Learnt.Length] : Array.ConvertAll(Learnt, tag => FullMatch * _personas.Weights[(tag * _personas.Count) + column]);
    }
}
