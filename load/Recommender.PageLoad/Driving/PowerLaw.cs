namespace Recommender.PageLoad.Driving;

/// <summary>Draws ranks so that few come often and most seldom: rank r, from 1, comes r^−exponent times as often as the first. Immutable; safe from many threads.</summary>
internal sealed class PowerLaw
{
    private readonly double[] _below;   // chances of all up to a rank

    /// <summary>Of so many ranks, above 0. An exponent of 0 makes all alike.</summary>
    public PowerLaw(int count, double exponent)
    {
        _below = new double[count];
        var sum = 0.0;
        for (var rank = 0; rank < count; rank++) _below[rank] = sum += Math.Pow(rank + 1, -exponent);
    }

    /// <summary>A rank from 0. Takes the logarithm of their number.</summary>
    public int Draw(Random random)
    {
        var found = Array.BinarySearch(_below, random.NextDouble() * _below[^1]);
        return Math.Min(found < 0 ? ~found : found, _below.Length - 1);
    }
}
