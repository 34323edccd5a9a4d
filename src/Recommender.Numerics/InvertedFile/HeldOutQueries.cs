namespace Recommender.Numerics.Lists;

/// <summary>Queries to measure with when nobody gives any: a row's direction with a third of another row's mixed in.</summary>
/// <remarks>So none is a row itself, and all lie where rows lie. Rows are drawn evenly, those of zeros or not finite left out.</remarks>
internal static class HeldOutQueries
{
    private const double Share = 1.0 / 3;
    private const int Tries = 64;

    public static AlignedMatrix<float> Of(AlignedMatrix<float> rows, int count, ulong seed)
    {
        var random = new Random((int)(seed ^ seed >> 32));
        var queries = new AlignedMatrix<float>(count, rows.Dimension);
        for (var i = 0; i < count; i++)
        {
            Add(queries.Writable(i), Draw(rows, random), 1);
            Add(queries.Writable(i), Draw(rows, random), Share);
        }

        return queries;
    }

    private static ReadOnlySpan<float> Draw(AlignedMatrix<float> rows, Random random)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var row = rows[random.Next(rows.Rows)];
            if (UnitRows.LengthOf(row) is > 0 and < double.PositiveInfinity) return row;
        }

        return [];
    }

    private static void Add(Span<float> query, ReadOnlySpan<float> row, double share)
    {
        var factor = share / UnitRows.LengthOf(row);
        for (var i = 0; i < row.Length; i++) query[i] += (float)(row[i] * factor);
    }
}
