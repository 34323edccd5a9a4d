using Recommender.Learning.Data;

namespace Recommender.Learning.Evaluation;

/// <summary>What the metrics need to know of titles. Immutable; safe from many threads.</summary>
public sealed class TitleFacts
{
    private readonly double[] _information;
    private readonly TitleTag[][] _tags;

    /// <summary>Counts and normalises.</summary>
    /// <param name="training">What models learn from.</param>
    /// <param name="titles">With their tags, by title row; null: diversity has no value.</param>
    public TitleFacts(Interactions training, IReadOnlyList<Title>? titles)
    {
        ArgumentNullException.ThrowIfNull(training);
        if (titles is not null && titles.Count != training.TitleCount) throw new ArgumentException($"there are {titles.Count} titles and interactions with {training.TitleCount}", nameof(titles));
        Audience = new int[training.TitleCount];
        foreach (var title in training.Titles) Audience[title]++;
        var members = 0;
        for (var member = 0; member < training.MemberCount; member++) members += training[member].Count > 0 ? 1 : 0;
        _information = Array.ConvertAll(Audience, count => Math.Log2(Math.Max(members, 1) / (double)Math.Max(count, 1)));
        _tags = titles is null ? [] : [.. titles.Select(title => Unit(title.Tags))];
    }

    /// <summary>Members in training who have each title, shape (titles).</summary>
    internal int[] Audience { get; }

    /// <summary>−log₂ of the share of members in training who have the title, taken for at least one.</summary>
    public double SelfInformation(int title) => _information[title];

    /// <summary>1 − cosine of the tag weights of two titles, in [0, 1]; NaN where one has no tags.</summary>
    public double Distance(int title, int other)
    {
        if (_tags.Length == 0 || _tags[title].Length == 0 || _tags[other].Length == 0) return double.NaN;
        var (a, b) = (_tags[title], _tags[other]);
        var (i, j, sum) = (0, 0, 0.0);
        while (i < a.Length && j < b.Length)
        {
            if (a[i].Tag == b[j].Tag) sum += (double)a[i++].Weight * b[j++].Weight;
            else if (a[i].Tag < b[j].Tag) i++;
            else j++;
        }

        return Math.Clamp(1 - sum, 0, 1);
    }

    private static TitleTag[] Unit(IReadOnlyList<TitleTag> tags)
    {
        var norm = Math.Sqrt(tags.Sum(static tag => (double)tag.Weight * tag.Weight));
        return [.. tags.OrderBy(static tag => tag.Tag).Select(tag => tag with { Weight = (float)(tag.Weight / norm) })];
    }
}
