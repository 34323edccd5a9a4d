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

    [DoesNotReturn]
    public static void RowLength(int actual, int expected, string parameter) =>
        throw new ArgumentException($"a row has {actual} elements; expected {expected}", parameter);

    [DoesNotReturn]
    public static void RowNotFinite(int row, string parameter) =>
        throw new ArgumentException($"row {row} has an element that is not finite, or a norm beyond a float", parameter);

    [DoesNotReturn]
    public static void TooFewDirections(int centroids, int directions, int rows, string parameter) =>
        throw new ArgumentOutOfRangeException(
            parameter, centroids, $"{centroids} centroids; allowed 1..{directions}, for that many of the {rows} rows are not zeros");

    [DoesNotReturn]
    public static void Threads(int threads, string parameter) =>
        throw new ArgumentOutOfRangeException(parameter, threads, "allowed: from 1");

    [DoesNotReturn]
    public static void Option(string option, double value, string allowed) =>
        throw new ArgumentException($"{option} is {value}; allowed: {allowed}", nameof(option));

    [DoesNotReturn]
    public static void NotFinite(int index, float value, string parameter) =>
        throw new ArgumentException($"element {index} is {value}; allowed are finite numbers", parameter);

    [DoesNotReturn]
    public static void NotPositiveDefinite(int pivot, float value, float limit) =>
        throw new ArithmeticException(
            $"the matrix is not positive definite to the precision of a float: pivot {pivot} is {value}, and must be above {limit}");

    [DoesNotReturn]
    public static void NotFactored() =>
        throw new InvalidOperationException("there is no matrix to solve with: none was given, or the last one was refused");

    [DoesNotReturn]
    public static void NotSquare(int rows, int columns, int expected, string parameter) =>
        throw new ArgumentException($"the matrix is {rows} by {columns}; expected {expected} by {expected}", parameter);

    [DoesNotReturn]
    public static void ElementNotFinite(int row, int column, float value, string parameter) =>
        throw new ArgumentException($"element [{row}, {column}] of the matrix is {value}; allowed are finite numbers", parameter);
}
