namespace Recommender.Measuring;

/// <summary>What is gained at a price, from points measured along a dial that turns from cheap to dear.</summary>
/// <remarks>
/// Prices are means over cases and so uneven by chance: they are made never to fall by pooling neighbours that do, which is the
/// nearest such sequence (isotonic regression by pool adjacent violators; Barlow, Bartholomew, Bremner and Brunk, 1972). Between points, straight lines.
/// </remarks>
public sealed class RisingCurve
{
    private readonly double[] _prices;
    private readonly double[] _gains;

    /// <summary>Takes points in the order of the dial.</summary>
    /// <param name="prices">Shape (n), n from 1.</param>
    /// <param name="gains">Shape (n).</param>
    /// <exception cref="ArgumentException">There is no point, or the shapes differ.</exception>
    public RisingCurve(IReadOnlyList<double> prices, IReadOnlyList<double> gains)
    {
        ArgumentNullException.ThrowIfNull(prices);
        ArgumentNullException.ThrowIfNull(gains);
        if (prices.Count == 0 || prices.Count != gains.Count) throw new ArgumentException($"{prices.Count} prices and {gains.Count} gains; needed are as many of each, from 1", nameof(gains));
        (_prices, _gains) = (Pool(prices), [.. gains]);
    }

    /// <summary>The gain where the price is first reached; where the curve never gets that dear, at its end.</summary>
    /// <exception cref="InvalidOperationException">The curve starts above the price.</exception>
    public double GainAt(double price) => Interpolate(price, _gains);

    /// <summary>A setting, such as the dial itself, where the price is first reached, or at the end.</summary>
    /// <param name="price">The price.</param>
    /// <param name="settings">Its value at each point, shape (n).</param>
    /// <exception cref="InvalidOperationException">The curve starts above the price.</exception>
    public double SettingAt(double price, IReadOnlyList<double> settings) => Interpolate(price, settings);

    private double Interpolate(double price, IReadOnlyList<double> values)
    {
        if (_prices[0] > price) throw new InvalidOperationException($"the price {price} is below the curve, whose prices run from {_prices[0]} to {_prices[^1]}");
        var at = Array.FindIndex(_prices, reached => reached >= price);
        if (at < 0) return values[^1];
        if (_prices[at] == price) return values[at];
        var part = (price - _prices[at - 1]) / (_prices[at] - _prices[at - 1]);
        return values[at - 1] + part * (values[at] - values[at - 1]);
    }

    private static double[] Pool(IReadOnlyList<double> prices)
    {
        var pools = new Stack<(double Mean, int Count)>();
        foreach (var price in prices)
        {
            var pool = (Mean: price, Count: 1);
            while (pools.TryPeek(out var before) && before.Mean >= pool.Mean)
            {
                pools.Pop();
                pool = ((before.Mean * before.Count + pool.Mean * pool.Count) / (before.Count + pool.Count), before.Count + pool.Count);
            }

            pools.Push(pool);
        }

        return [.. pools.Reverse().SelectMany(static pool => Enumerable.Repeat(pool.Mean, pool.Count))];
    }
}
