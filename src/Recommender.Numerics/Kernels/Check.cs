namespace Recommender.Numerics.Kernels;

/// <summary>What every door asks of its arguments before anything is written.</summary>
internal static class Check
{
    public static void Query(ReadOnlySpan<float> query, int rows, int dimension, string parameter)
    {
        if (rows == 0) Throw.EmptyMatrix(nameof(rows));
        if (query.Length != dimension) Throw.DimensionsDiffer(query.Length, dimension, parameter);
        for (var i = 0; i < query.Length; i++)
        {
            if (float.IsNaN(query[i])) Throw.NotANumber(i, parameter);
        }
    }

    public static void Queries<T>(AlignedMatrix<T> queries, int rows, int dimension)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(queries);
        if (rows == 0) Throw.EmptyMatrix(nameof(rows));
        if (queries.Rows is < 1 or > MatrixLimits.MaxQueries) Throw.QueryCount(queries.Rows, nameof(queries));
        if (queries.Dimension != dimension) Throw.DimensionsDiffer(queries.Dimension, dimension, nameof(queries));
    }

    public static void Output(int actual, long expected, string parameter)
    {
        if (actual != expected) Throw.LengthsDiffer(actual, expected, parameter);
    }
}
