using Recommender.V1;

namespace Recommender.PageLoad.Comparing;

/// <summary>How much of some pages is on other pages for the same requests.</summary>
internal sealed class ComparedPages
{
    private readonly List<double> _shares = [];
    private long _titles;
    private long _inPlace;

    /// <summary>By page, the share of the wanted page's titles that the other has, wherever they stand there.</summary>
    public IReadOnlyList<double> Shares => _shares;

    /// <summary>Titles of all wanted pages.</summary>
    public long Titles => _titles;

    /// <summary>Share of all titles that stand in the same row, at the same place.</summary>
    public double InPlace => (double)_inPlace / _titles;

    /// <summary>Pages all of whose titles are there.</summary>
    public int Whole => _shares.Count(static share => share >= 1);

    /// <summary>Compares two pages.</summary>
    /// <param name="wanted">What is right.</param>
    /// <param name="other">What is judged.</param>
    /// <exception cref="LoadException">The wanted page has no title: there is nothing to compare.</exception>
    public void Add(RecommendResponse wanted, RecommendResponse other)
    {
        var titles = wanted.Rows.SelectMany(static row => row.Titles, static (_, title) => title.TitleId).ToHashSet(StringComparer.Ordinal);
        if (titles.Count == 0) throw new LoadException("a page of the exact search has no title");
        var found = other.Rows.SelectMany(static row => row.Titles).Count(title => titles.Contains(title.TitleId));
        _shares.Add((double)found / titles.Count);
        _titles += titles.Count;
        _inPlace += wanted.Rows.Zip(other.Rows, static (one, two) => one.RowId == two.RowId ? one.Titles.Zip(two.Titles).Count(static pair => pair.First.TitleId == pair.Second.TitleId) : 0).Sum();
    }
}
