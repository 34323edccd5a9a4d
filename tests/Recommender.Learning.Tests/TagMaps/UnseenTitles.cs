using Recommender.Learning.Data;
using Recommender.Learning.Factorization;
using Recommender.Learning.TagMaps;
using Recommender.Numerics;

namespace Recommender.Learning.Tests.TagMaps;

/// <summary>A dataset of which every fifth title has lost all interactions, and how well these titles are found by their tags alone.</summary>
internal sealed class UnseenTitles
{
    private const int Depth = 100;
    private const int Held = 5;

    private readonly Dataset _dataset;
    private readonly int[] _unseen;

    public UnseenTitles(Dataset dataset)
    {
        _dataset = dataset;
        int[] titles = [.. Enumerable.Range(0, dataset.Titles.Count)];
        new Random(20260101).Shuffle(titles);
        _unseen = [.. titles.Where((_, at) => at % Held == 0)];
        Seen = Without(dataset.Interactions, _unseen.ToHashSet());
    }

    /// <summary>What may be learnt from.</summary>
    public Interactions Seen { get; }

    /// <summary>What a draw by lot finds.</summary>
    public double Random => Math.Min(1, (double)Depth / _unseen.Length);

    /// <summary>Recall@100 among the unseen titles, by members' embeddings and the tag map; the mean over members with such titles.</summary>
    public double ByTagMap(FactorizationOptions options, out TagMapFigures figures)
    {
        using var model = ImplicitFactorization.Train(Seen, options);
        var support = new int[_dataset.Titles.Count];
        foreach (var title in Seen.Titles) support[title]++;
        (var map, figures) = TagMap.Train(_dataset.Titles, _dataset.Tags.Count, model.Titles, support);
        using var rows = new AlignedMatrix<float>(_unseen.Length, options.Dimension);
        for (var i = 0; i < _unseen.Length; i++) map.Embed(_dataset.Titles[_unseen[i]].Tags, rows.Writable(i));
        map.Dispose();
        return Recall((member, scores) => RowScan.Scan(rows, model.Members[member], scores));
    }

    /// <summary>The same, by how alike a title's tags are to those of the titles that a member chose: cosines, of tags weighted by how rare they are.</summary>
    public double ByOwnTags()
    {
        var rarity = new double[_dataset.Tags.Count];
        foreach (var title in _dataset.Titles)
        {
            foreach (var (tag, _) in title.Tags) rarity[tag]++;
        }

        for (var tag = 0; tag < rarity.Length; tag++) rarity[tag] = Math.Log((1.0 + _dataset.Titles.Count) / (1 + rarity[tag]));
        var tastes = new double[rarity.Length];
        return Recall((member, scores) =>
        {
            Array.Clear(tastes);
            foreach (var title in Seen[member].Titles) Add(title, (tag, part) => tastes[tag] += part);
            for (var i = 0; i < scores.Length; i++)
            {
                var score = 0.0;
                Add(_unseen[i], (tag, part) => score += part * tastes[tag]);
                scores[i] = (float)score;
            }
        });

        void Add(int title, Action<int, double> add)
        {
            var tags = _dataset.Titles[title].Tags;
            var norm = Math.Sqrt(tags.Sum(tag => Math.Pow(tag.Weight * rarity[tag.Tag], 2)));
            if (norm == 0) return;
            foreach (var (tag, weight) in tags) add(tag, weight * rarity[tag] / norm);
        }
    }

    private double Recall(Action<int, float[]> score)
    {
        var rowOf = _unseen.Select((title, row) => (title, row)).ToDictionary(pair => pair.title, pair => pair.row);
        var (scores, order) = (new float[_unseen.Length], new int[_unseen.Length]);
        var (sum, members) = (0.0, 0);
        for (var member = 0; member < Seen.MemberCount; member++)
        {
            var wanted = _dataset.Interactions[member].Titles.ToArray().Where(rowOf.ContainsKey).Select(title => rowOf[title]).ToHashSet();
            if (wanted.Count == 0 || Seen[member].Count == 0) continue;
            score(member, scores);
            for (var i = 0; i < order.Length; i++) (order[i], scores[i]) = (i, -scores[i]);
            Array.Sort(scores, order);
            sum += (double)order.AsSpan(..Math.Min(Depth, order.Length)).ToArray().Count(wanted.Contains) / wanted.Count;
            members++;
        }

        return sum / members;
    }

    private static Interactions Without(Interactions all, HashSet<int> titles)
    {
        var offsets = new long[all.MemberCount + 1];
        var (rows, values, times) = (new List<int>(), new List<float>(), new List<long>());
        for (var member = 0; member < all.MemberCount; member++)
        {
            var history = all[member];
            for (var i = 0; i < history.Count; i++)
            {
                if (titles.Contains(history.Titles[i])) continue;
                rows.Add(history.Titles[i]);
                values.Add(history.Values[i]);
                times.Add(history.Times[i]);
            }

            offsets[member + 1] = rows.Count;
        }

        return new Interactions(all.TitleCount, offsets, [.. rows], [.. values], [.. times]);
    }
}
