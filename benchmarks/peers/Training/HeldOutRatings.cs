using System.Numerics.Tensors;

namespace Recommender.Peers.Training;

/// <summary>One rating of each of some members, kept from the learning, to see whether it learnt anything.</summary>
internal sealed class HeldOutRatings
{
    private const int FewestRatings = 5;
    private const int Depth = 100;

    private readonly int[] _films;

    private HeldOutRatings(int[] members, int[] films) => (Members, _films) = (members, films);

    /// <summary>Contexts, each a member who rated at least five films.</summary>
    public int[] Members { get; }

    /// <summary>The cells to leave out.</summary>
    public IReadOnlySet<(int Film, int Context)> Cells => _films.Zip(Members).ToHashSet();

    /// <summary>Draws members, and of each one film.</summary>
    /// <exception cref="InvalidDataException">There are not so many members.</exception>
    public static HeldOutRatings Draw(SparseRows films, IEnumerable<int> members, int count, int seed)
    {
        var rated = films.Transposed();
        int[] candidates = [.. members.Where(member => rated.ColumnsOf(member).Length >= FewestRatings)];
        if (candidates.Length < count) throw new InvalidDataException($"{candidates.Length} members rated {FewestRatings} films; {count} are asked for");

        var random = new Random(seed);
        random.Shuffle(candidates);
        int[] drawn = [.. candidates.Take(count)];
        return new HeldOutRatings(drawn, [.. drawn.Select(member => rated.ColumnsOf(member)[random.Next(rated.ColumnsOf(member).Length)])]);
    }

    /// <summary>How often the film is among the best hundred that the member has not rated, against the hundred with most contexts.</summary>
    public string Judge(SparseRows seen, ImplicitAls als)
    {
        var rated = seen.Transposed();
        float[] popularity = [.. Enumerable.Range(0, seen.RowCount).Select(film => (float)seen.ColumnsOf(film).Length)];
        var (hits, popularHits) = (0, 0);
        for (var i = 0; i < Members.Length; i++)
        {
            var vector = als.Contexts[Members[i]];
            float[] scores = [.. als.Films.Select(film => TensorPrimitives.Dot<float>(film, vector))];
            var known = rated.ColumnsOf(Members[i]);
            if (IsFound(scores, known, _films[i])) hits++;
            if (IsFound(popularity, known, _films[i])) popularHits++;
        }

        return $"A rating kept from the learning is among the member's best {Depth} for {(double)hits / Members.Length:P1} of them (the most connected: {(double)popularHits / Members.Length:P1}).";
    }

    private static bool IsFound(float[] scores, ReadOnlySpan<int> known, int film)
    {
        var ahead = scores.Count(score => score > scores[film]);
        foreach (var other in known) if (scores[other] > scores[film]) ahead--;
        return ahead < Depth;
    }
}
