namespace Recommender.Ranking.Artworks;

/// <summary>Random numbers that are functions of what they are for.</summary>
/// <remarks>The finaliser of SplitMix64: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.</remarks>
internal static class SeedMixing
{
    /// <summary>A seed from two.</summary>
    public static ulong Mix(ulong seed, ulong other)
    {
        var z = seed + (0x9E37_79B9_7F4A_7C15 * (other + 1));
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number in [0, 1), one of many of a seed.</summary>
    public static double Fraction(ulong seed, ulong number) => (Mix(seed, number) >> 11) * (1.0 / (1UL << 53));
}
