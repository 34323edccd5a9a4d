using Recommender.Learning.Data;

namespace Recommender.Learning.TagMaps;

/// <summary>The tags of some titles in compressed rows, with the weight of each row; the last column is 1 for all.</summary>
/// <param name="Columns">Number of tags, and one.</param>
/// <param name="Titles">Rows in the catalogue.</param>
/// <param name="Offsets">Where each row starts, shape (rows + 1).</param>
/// <param name="Tags">Columns, shape (n).</param>
/// <param name="Values">Weights of the tags, shape (n).</param>
/// <param name="Weights">How much each row counts, shape (rows).</param>
internal sealed record TagRows(int Columns, int[] Titles, int[] Offsets, int[] Tags, float[] Values, double[] Weights)
{
    public int Count => Titles.Length;

    public static TagRows Of(IReadOnlyList<Title> titles, int tagCount, IEnumerable<(int Title, double Weight)> which)
    {
        var chosen = which.ToArray();
        var (offsets, tags, values) = (new int[chosen.Length + 1], new List<int>(), new List<float>());
        for (var row = 0; row < chosen.Length; row++)
        {
            foreach (var (tag, weight) in titles[chosen[row].Title].Tags)
            {
                tags.Add(tag);
                values.Add(weight);
            }

            tags.Add(tagCount);
            values.Add(1);
            offsets[row + 1] = tags.Count;
        }

        return new TagRows(tagCount + 1, [.. chosen.Select(pair => pair.Title)], offsets, [.. tags], [.. values], [.. chosen.Select(pair => pair.Weight)]);
    }
}
