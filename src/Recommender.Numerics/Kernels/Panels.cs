namespace Recommender.Numerics.Kernels;

/// <summary>
/// Columns of a matrix product, packed: panel after panel, and in a panel element after element of
/// <see cref="KernelSet.PanelWidth"/> columns side by side. Columns that only fill the last panel up are NaN.
/// </summary>
/// <param name="first">The first panel, on a cache line.</param>
/// <param name="count">Number of panels.</param>
/// <param name="depth">Elements of a column, d.</param>
/// <param name="firstIndex">The number of the first column.</param>
internal readonly unsafe struct Panels(float* first, int count, int depth, int firstIndex)
{
    public float* First => first;

    public int Count => count;

    public int Depth => depth;

    public int FirstIndex => firstIndex;
}
