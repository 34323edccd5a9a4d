namespace Recommender.Numerics.Kernels;

/// <summary>An instruction set's way to sum products of int8, so that the scan over blocks is written once.</summary>
/// <typeparam name="TBytes">A vector of elements, four to a row.</typeparam>
/// <typeparam name="TSum">A vector of as many bits: one int sum for each of its rows.</typeparam>
internal unsafe interface IByteLanes<TBytes, TSum>
{
    static abstract bool IsSupported { get; }

    /// <summary>Rows in a vector: 4 or 8.</summary>
    static abstract int Rows { get; }
    static abstract TSum Zero { get; }

    /// <summary>Four elements of each of some rows, as <see cref="Int8Matrix"/> holds them: with 128 added.</summary>
    static abstract TBytes LoadRows(byte* from);

    /// <summary>Four elements of the query, beside those of every row.</summary>
    static abstract TBytes LoadQuery(sbyte* from);
    static abstract TSum Step(TSum sum, TBytes rows, TBytes query);
    static abstract TSum Add(TSum x, TSum y);
    static abstract void Store(TSum sum, int bias, int* to);

    /// <summary>What every sum is too large by, given the sum of the query's elements.</summary>
    static abstract int Bias(int querySum);

    /// <summary>Whether the score of any row of a block reaches a limit, given its sums. Of the width of a sum: wider loads than the stores before them wait.</summary>
    static abstract bool AnyReaches(int* dots, float* scales, float queryScale, float limit);
}
