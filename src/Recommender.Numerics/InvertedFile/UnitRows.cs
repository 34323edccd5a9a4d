using System.Runtime.Intrinsics;

namespace Recommender.Numerics.Lists;

/// <summary>Directions of rows to train lists on.</summary>
internal static class UnitRows
{
    /// <summary>‖x‖; infinity or NaN when it is not finite.</summary>
    public static double LengthOf(ReadOnlySpan<float> row)
    {
        return Math.Sqrt(SquaresOf(row));
    }

    /// <summary>‖x‖²; infinity or NaN when an element is not finite.</summary>
    public static double SquaresOf(ReadOnlySpan<float> row)
    {
        var (even, odd) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i <= row.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var (lower, upper) = Vector256.Widen(Vector256.Create(row.Slice(i, Vector256<float>.Count)));
            (even, odd) = (even + lower * lower, odd + upper * upper);
        }

        var squares = Vector256.Sum(even + odd);
        for (; i < row.Length; i++) squares += (double)row[i] * row[i];
        return squares;
    }

    /// <summary>The directions of some rows drawn without repetition, of all if they are fewer; without rows of zeros or not finite.</summary>
    public static AlignedMatrix<float> Sample(AlignedMatrix<float> rows, int most, ulong seed)
    {
        var drawn = Draw(rows.Rows, most, seed);
        var usable = Array.FindAll(drawn, row => LengthOf(rows[row]) is > 0 and < double.PositiveInfinity);
        var sample = new AlignedMatrix<float>(usable.Length, rows.Dimension);
        for (var i = 0; i < usable.Length; i++)
        {
            var from = rows[usable[i]];
            var to = sample.Writable(i);
            var factor = 1 / LengthOf(from);
            for (var j = 0; j < to.Length; j++) to[j] = (float)(from[j] * factor);
        }

        return sample;
    }

    // The first of a shuffle, in ascending order, so that memory is read from front to back.
    private static int[] Draw(int count, int most, ulong seed)
    {
        var numbers = new int[count];
        for (var i = 0; i < count; i++) numbers[i] = i;
        if (most >= count) return numbers;

        var random = new Random((int)(seed ^ seed >> 32));
        for (var i = 0; i < most; i++)
        {
            var other = random.Next(i, count);
            (numbers[i], numbers[other]) = (numbers[other], numbers[i]);
        }

        Array.Resize(ref numbers, most);
        Array.Sort(numbers);
        return numbers;
    }
}
