namespace Recommender.Peers.Training;

/// <summary>Which films belong to which contexts (a member who rated it, a tag, a genre, an actor …), and how strongly.</summary>
internal sealed class FilmContexts
{
    private readonly Dictionary<string, int> _contexts = [];
    private readonly Dictionary<(int Film, int Context), float> _weights = [];

    /// <summary>Films named so far.</summary>
    public int Films { get; private set; }

    /// <summary>Contexts named so far.</summary>
    public int Contexts => _contexts.Count;

    /// <summary>A number for a film that has none yet.</summary>
    public int AddFilm() => Films++;

    /// <summary>Says that a film belongs to a context. Said again, the greater weight holds.</summary>
    /// <param name="film">A number that <see cref="AddFilm"/> gave.</param>
    /// <param name="kind">What sort of context.</param>
    /// <param name="name">Its name among its sort.</param>
    /// <param name="weight">How strongly, above 0.</param>
    public void Add(int film, ContextKind kind, string name, float weight)
    {
        var key = $"{kind}:{name}";
        if (!_contexts.TryGetValue(key, out var context)) _contexts[key] = context = _contexts.Count;
        var cell = (film, context);
        _weights[cell] = Math.Max(weight, _weights.GetValueOrDefault(cell));
    }

    /// <summary>The contexts of a sort, by number.</summary>
    public IEnumerable<int> Of(ContextKind kind) =>
        _contexts.Where(context => context.Key.StartsWith($"{kind}:", StringComparison.Ordinal)).Select(context => context.Value).Order();

    /// <summary>The films with the most contexts as rows, in the order of their numbers, and as columns the contexts by number.</summary>
    /// <exception cref="InvalidDataException">There are fewer films.</exception>
    public SparseRows MostConnected(int films)
    {
        if (Films < films) throw new InvalidDataException($"the data has {Films} films; {films} are asked for");

        var counts = new int[Films];
        foreach (var (film, _) in _weights.Keys) counts[film]++;
        int[] chosen = [.. Enumerable.Range(0, Films).OrderByDescending(film => counts[film]).ThenBy(film => film).Take(films).Order()];
        var rowOf = chosen.Select((film, row) => (film, row)).ToDictionary(pair => pair.film, pair => pair.row);

        return SparseRows.Of(films, Contexts, _weights
            .Where(cell => rowOf.ContainsKey(cell.Key.Film))
            .Select(cell => (rowOf[cell.Key.Film], cell.Key.Context, cell.Value)));
    }
}
