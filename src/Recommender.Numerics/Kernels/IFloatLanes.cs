namespace Recommender.Numerics.Kernels;

/// <summary>A vector width, so that each float kernel is written once and compiled for every width.</summary>
internal unsafe interface IFloatLanes<TVector>
{
    static abstract bool IsSupported { get; }
    static abstract int Count { get; }
    static abstract TVector Zero { get; }
    static abstract TVector Load(float* from);
    static abstract TVector LoadIntegers(int* from);
    static abstract TVector Broadcast(float value);
    static abstract TVector Add(TVector x, TVector y);
    static abstract TVector Subtract(TVector x, TVector y);
    static abstract TVector Multiply(TVector x, TVector y);
    static abstract TVector MultiplyAdd(TVector x, TVector y, TVector addend);
    static abstract void Store(TVector value, float* to);

    /// <summary>One bit per lane, lowest lane first; false where either side is NaN.</summary>
    static abstract uint LessThan(TVector x, TVector y);

    /// <summary>All bits of a lane where x is not below y, also where either is NaN; none elsewhere.</summary>
    static abstract TVector NotLess(TVector x, TVector y);

    /// <summary>One bit per lane of a mask, lowest lane first.</summary>
    static abstract uint Bits(TVector mask);

    /// <summary>Stores the lanes of a mask side by side. Writes a whole vector: what follows those lanes may be anything.</summary>
    static abstract void StoreWhere(TVector mask, TVector value, float* to);

    /// <summary>The bits of consecutive integers.</summary>
    static abstract TVector Counting(int first);
    static abstract float Sum(TVector value);

    /// <summary>Σ aᵢyᵢ and Σ bᵢyᵢ in double, in any order; <paramref name="length"/> is a multiple of 16.</summary>
    static abstract (double A, double B) WideDots(float* a, float* b, double* y, nint length);
}
