namespace Recommender.Learning.Evaluation;

/// <summary>Seeded random numbers that are the same on every machine and version. Not for secrets.</summary>
/// <remarks>Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.</remarks>
internal struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A stream of its own for each number, whatever the thread that draws.</summary>
    public static SplitMix64 Stream(ulong seed, ulong number) => new(Mix(seed) ^ Mix(number + 0x9E37_79B9_7F4A_7C15));

    /// <summary>Spreads every bit over all.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }

    public ulong Next() => Mix(_state += 0x9E37_79B9_7F4A_7C15);

    /// <summary>In [0, 1).</summary>
    public double NextUnit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>In [0, limit).</summary>
    public int Below(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    /// <summary>Puts elements into a random order, every order as likely (Fisher and Yates).</summary>
    public void Shuffle(Span<int> elements)
    {
        for (var i = elements.Length - 1; i > 0; i--)
        {
            var other = Below(i + 1);
            (elements[i], elements[other]) = (elements[other], elements[i]);
        }
    }
}
