namespace Recommender.Peers.Training;

/// <summary>A sparse matrix by rows: the columns and values of row r are those from <c>Starts[r]</c> to <c>Starts[r + 1]</c>.</summary>
internal sealed record SparseRows(int[] Starts, int[] Columns, float[] Values, int ColumnCount)
{
    public int RowCount => Starts.Length - 1;

    /// <summary>From cells in any order, each named once.</summary>
    public static SparseRows Of(int rows, int columns, IEnumerable<(int Row, int Column, float Value)> cells)
    {
        var sorted = cells.OrderBy(cell => cell.Row).ThenBy(cell => cell.Column).ToArray();
        var starts = new int[rows + 1];
        foreach (var (row, _, _) in sorted) starts[row + 1]++;
        for (var row = 0; row < rows; row++) starts[row + 1] += starts[row];
        return new SparseRows(starts, [.. sorted.Select(cell => cell.Column)], [.. sorted.Select(cell => cell.Value)], columns);
    }

    /// <summary>Rows as columns.</summary>
    public SparseRows Transposed() => Of(ColumnCount, RowCount, Cells().Select(cell => (cell.Column, cell.Row, cell.Value)));

    /// <summary>Without some cells.</summary>
    public SparseRows Without(IReadOnlySet<(int Row, int Column)> cells) =>
        Of(RowCount, ColumnCount, Cells().Where(cell => !cells.Contains((cell.Row, cell.Column))));

    /// <summary>The columns of a row.</summary>
    public ReadOnlySpan<int> ColumnsOf(int row) => Columns.AsSpan(Starts[row]..Starts[row + 1]);

    private IEnumerable<(int Row, int Column, float Value)> Cells()
    {
        for (var row = 0; row < RowCount; row++)
            for (var i = Starts[row]; i < Starts[row + 1]; i++) yield return (row, Columns[i], Values[i]);
    }
}
