using Recommender.Ranking.Catalogs;
using Recommender.Ranking.Tastes;
using Recommender.Server.Generations;

namespace Recommender.Server.Members;

/// <summary>How often all members choose titles with each tag, of the generation that is asked for: counted anew only where its tags or its large part are others. Safe from many threads.</summary>
internal sealed class CurrentTagUsage
{
    private readonly Lock _counting = new();
    private Counted? _last;

    /// <summary>The usage of a generation; null where it is not counted yet.</summary>
    public TagUsage? TryOf(ServedGeneration served) => Volatile.Read(ref _last) is { } last && last.IsOf(served) ? last.Usage : null;

    /// <summary>The usage of a generation. Whoever asks first for another one waits until it is counted.</summary>
    public TagUsage Of(ServedGeneration served)
    {
        if (TryOf(served) is { } known) return known;
        lock (_counting)
        {
            if (_last is { } counted && counted.IsOf(served)) return counted.Usage;
            var next = new Counted(served.Ranking.Catalog.Settled, served.Ranking.Tags, TagUsage.Of(served));
            Volatile.Write(ref _last, next);
            return next.Usage;
        }
    }

    private sealed record Counted(CatalogPart Settled, TagTable Tags, TagUsage Usage)
    {
        public bool IsOf(ServedGeneration served) => ReferenceEquals(Settled, served.Ranking.Catalog.Settled) && ReferenceEquals(Tags, served.Ranking.Tags);
    }
}
