namespace Recommender.Measuring;

/// <summary>Random numbers that depend on a seed, a stream and a number in it only. Source: SplitMix64, Steele, Lea and Flood, OOPSLA 2014.</summary>
internal struct Draws(ulong seed, ulong stream, ulong number)
{
    private ulong _state = Mix(Mix(Mix(seed) + stream) + number);

    /// <summary>From 0 to 1, without 1.</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>The sum of four uniform numbers, scaled: nearly normal, mean 0, deviation 1, within ±3.5.</summary>
    public float Normal()
    {
        var bits = Next();
        var sum = (int)(bits & 0xFFFF) + (int)((bits >> 16) & 0xFFFF) + (int)((bits >> 32) & 0xFFFF) + (int)(bits >> 48);
        return (sum - 2 * 65535) * (1.7320508f / 65536);
    }

    private ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
