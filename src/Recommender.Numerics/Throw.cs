using System.Diagnostics.CodeAnalysis;

namespace Recommender.Numerics;

/// <summary>The errors of this project in one place, out of the way of the code that checks.</summary>
internal static class Throw
{
    [DoesNotReturn]
    public static void RowOutOfRange(int row, int rows) =>
        throw new ArgumentOutOfRangeException(nameof(row), row, $"row {row} is not one of the matrix's {rows}");

    [DoesNotReturn]
    public static void DimensionsDiffer(int query, int matrix, string parameter) =>
        throw new ArgumentException($"the query has {query} elements, a row of the matrix {matrix}", parameter);

    [DoesNotReturn]
    public static void LengthsDiffer(int actual, long expected, string parameter) =>
        throw new ArgumentException($"length is {actual}; expected {expected}", parameter);

    [DoesNotReturn]
    public static void NotANumber(int index, string parameter) =>
        throw new ArgumentException($"element {index} of the query is NaN", parameter);

    [DoesNotReturn]
    public static void EmptyMatrix(string parameter) =>
        throw new ArgumentException("the matrix has no rows", parameter);

    [DoesNotReturn]
    public static void QueryCount(int count, string parameter) =>
        throw new ArgumentException($"{count} queries; allowed 1..{MatrixLimits.MaxQueries} in one pass", parameter);

    [DoesNotReturn]
    public static void NoBest(string parameter) =>
        throw new ArgumentException("K is 0; at least one best row must be asked for", parameter);

    [DoesNotReturn]
    public static void Mapped() =>
        throw new InvalidOperationException("the matrix is mapped from a file: it can be read only");
}
