using Recommender.Ranking.Catalogs;

namespace Recommender.Server.Decisions;

/// <summary>Numbers of titles by their row of a part, as far as they were asked for. One thread at a time.</summary>
internal sealed class RowNumbers
{
    private CatalogPart? _part;
    private int[] _numbers = [];

    /// <summary>A row's number; 0 until it is set.</summary>
    public ref int this[int row] => ref _numbers[row];

    /// <summary>Forgets all, unless the part is the one that it is of already.</summary>
    public void Begin(CatalogPart part)
    {
        if (_part == part) return;
        _part = part;
        if (_numbers.Length < part.Count) _numbers = new int[Math.Max(part.Count, 2 * _numbers.Length)];
        else Clear();
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => Array.Clear(_numbers);
}
