namespace Recommender.Server.Generations;

/// <summary>The generation that is served now. Readers take no lock; safe from many threads.</summary>
/// <param name="first">What is served at first.</param>
public sealed class CurrentGeneration(ServedGeneration first)
{
    private ServedGeneration _served = first;

    /// <summary>Read once per request and carried along: two reads may see two generations.</summary>
    public ServedGeneration Served => Volatile.Read(ref _served);

    /// <summary>Publishes a generation that is whole and warm, by one exchange. An older one loses.</summary>
    /// <returns>Whether it is served now, or was until a newer one came.</returns>
    public bool TryPublish(ServedGeneration next)
    {
        ArgumentNullException.ThrowIfNull(next);
        while (true)
        {
            var seen = Served;
            if (next.Ranking.Number <= seen.Ranking.Number) return false;
            if (Interlocked.CompareExchange(ref _served, next, seen) == seen) return true;
        }
    }
}
