namespace Recommender.Learning.Factorization;

/// <summary>Seeded random numbers that are the same on every version. Not for secrets.</summary>
/// <remarks>Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014; normal ones by Box and Muller, 1958.</remarks>
internal struct SplitMix64(ulong seed)
{
    private ulong _state = seed;
    private double _spare = double.NaN;

    public ulong Next()
    {
        _state += 0x9E37_79B9_7F4A_7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58_476D_1CE4_E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>In [0, 1).</summary>
    public double NextUnit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Of mean 0 and standard deviation 1.</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(_spare))
        {
            var spare = _spare;
            _spare = double.NaN;
            return spare;
        }

        var radius = Math.Sqrt(-2 * Math.Log(1 - NextUnit()));
        var (sin, cos) = Math.SinCos(2 * Math.PI * NextUnit());
        _spare = radius * sin;
        return radius * cos;
    }
}
