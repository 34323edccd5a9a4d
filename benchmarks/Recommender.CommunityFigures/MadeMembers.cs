using Recommender.Learning.Data;
using Recommender.Measuring;
using Recommender.Numerics;
using Recommender.Storage.Models;

namespace Recommender.CommunityFigures;

/// <summary>Members made up: their vectors, kept in a file since they take minutes, and what they chose.</summary>
internal static class MadeMembers
{
    public const int Count = 1_000_000;
    public const int Dimension = 128;

    // Solving one costs a millisecond: the others lie each between two of these.
    private const int Solved = 100_000;
    private const int Titles = 20_000;
    private const int Tags = 400;
    private const int TagsEach = 8;
    private const int EventsEach = 20;

    /// <summary>Vectors, shape (members, d): mapped where the file is there, made and written where not.</summary>
    public static AlignedMatrix<float> Vectors(string path)
    {
        if (!File.Exists(path))
        {
            using var made = Make();
            MatrixFile.Save(path, made);
        }

        return MatrixFile.Open<float>(path);
    }

    /// <summary>What they chose: a few titles are popular, as a power law has it, each with some tags of which few are frequent.</summary>
    public static Dataset Choices()
    {
        var random = new Random(1);
        Tag[] tags = [.. Enumerable.Range(0, Tags).Select(static tag => new Tag(tag < 20 ? "genre" : "theme", $"Word {tag}"))];
        Title[] titles = [.. Enumerable.Range(0, Titles).Select(row => new Title($"t{row}", $"Title {row}", null, [.. Enumerable.Range(0, TagsEach).Select(_ => Skewed(random, Tags)).Distinct().Select(static tag => new TitleTag(tag, 1))], []))];
        var (offsets, chosen, own) = (new long[Count + 1], new List<int>(Count * EventsEach), new HashSet<int>());
        for (var member = 0; member < Count; member++)
        {
            own.Clear();
            for (var i = 0; i < EventsEach; i++)
            {
                var title = Skewed(random, Titles);
                if (own.Add(title)) chosen.Add(title);
            }

            offsets[member + 1] = chosen.Count;
        }

        var values = new float[chosen.Count];
        Array.Fill(values, 1);
        return new Dataset(new IdTable(Enumerable.Range(0, Count).Select(static row => $"m{row}")), titles, tags, new Interactions(Titles, offsets, [.. chosen], values, new long[chosen.Count]));
    }

    private static AlignedMatrix<float> Make()
    {
        var members = new LatentMembers(new LatentCatalogue(Dimension, seed: 1));
        var vectors = new AlignedMatrix<float>(Count, Dimension);
        Parallel.For(0, Solved, member => members.FillQuery(member, vectors.Writable(member)));
        Parallel.For(Solved, Count, member =>
        {
            var random = new Random(member);
            var (one, other, part) = (random.Next(Solved), random.Next(Solved), random.NextSingle());
            var into = vectors.Writable(member);
            for (var i = 0; i < into.Length; i++) into[i] = part * vectors[one][i] + (1 - part) * vectors[other][i];
        });
        return vectors;
    }

    private static int Skewed(Random random, int count) => (int)(count * Math.Pow(random.NextDouble(), 3));
}
