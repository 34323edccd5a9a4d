using Recommender.Ranking.Catalogs;
using Recommender.Ranking.Members;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Scores;

namespace Recommender.Ranking.Sources;

/// <summary>Chooses the titles of a history that rows of what is like them are made for: liked, lately, and unlike each other.</summary>
internal static class Anchors
{
    /// <summary>Most of a page.</summary>
    public const int Most = 2;

    // How far back is looked, how much a title counts for each place further back, and from what cosine on two are alike.
    private const int Reach = 30;
    private const float Decay = 0.93f;
    private const float Alike = 0.6f;

    /// <summary>Collects up to <see cref="Most"/>.</summary>
    /// <param name="request">Whose.</param>
    /// <param name="into">Receives indices of <see cref="MemberProfile.History"/>, the best first.</param>
    public static void Collect(in PageRequest request, ItemBuffer<int> into)
    {
        into.Clear();
        var history = request.Member.History.Span[..Math.Min(Reach, request.Member.History.Count)];
        while (into.Count < Most)
        {
            var (best, most, weight) = (-1, 0f, 1f);
            for (var i = 0; i < history.Length; i++, weight *= Decay)
            {
                var liking = weight * history[i].Strength;
                if (liking > most && IsNew(request.Generation.Catalog, history, into, i)) (best, most) = (i, liking);
            }

            if (best < 0) return;
            into.Add(best);
        }
    }

    private static bool IsNew(Catalog catalog, ReadOnlySpan<WatchedTitle> history, ItemBuffer<int> taken, int candidate)
    {
        var embedding = Embedding(catalog, history[candidate].Row);
        if (InnerProduct.Of(embedding, embedding) == 0) return false;
        foreach (var i in taken.Span)
        {
            if (i == candidate || InnerProduct.Cosine(embedding, Embedding(catalog, history[i].Row)) >= Alike) return false;
        }

        return true;
    }

    private static ReadOnlySpan<float> Embedding(Catalog catalog, int row)
    {
        var part = catalog.PartOf(row, out var local);
        return part.Embeddings[local];
    }
}
