namespace Recommender.Learning.SampleWorld;

/// <summary>Titles of which one is picked by popularity.</summary>
internal sealed class TasteShelf
{
    private readonly int[] _titles;
    private readonly double[] _cumulated;

    /// <summary>Puts titles on a shelf.</summary>
    /// <param name="titles">Rows, at least one.</param>
    /// <param name="popularity">Of every title, positive.</param>
    public TasteShelf(IEnumerable<int> titles, double[] popularity)
    {
        _titles = [.. titles];
        _cumulated = new double[_titles.Length];
        var sum = 0.0;
        for (var i = 0; i < _titles.Length; i++) _cumulated[i] = sum += popularity[_titles[i]];
    }

    public int Count => _titles.Length;

    public int Pick(Random random)
    {
        var at = Array.BinarySearch(_cumulated, random.NextDouble() * _cumulated[^1]);
        return _titles[Math.Min(at < 0 ? ~at : at, _titles.Length - 1)];
    }
}
