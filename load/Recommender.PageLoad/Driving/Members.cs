namespace Recommender.PageLoad.Driving;

/// <summary>Who asks: members drawn by a power law, so that few ask often and most seldom. Immutable; safe from many threads.</summary>
internal sealed class Members
{
    /// <summary>How steep: the member of rank r asks r^−0.8 times as often as the first.</summary>
    public const double Exponent = 0.8;

    private readonly string[] _ids;
    private readonly double[] _below;   // chances of all up to a rank

    /// <summary>Ranks ids at random: their order says nothing about who asks often.</summary>
    public Members(IEnumerable<string> ids, int seed)
    {
        _ids = [.. ids];
        if (_ids.Length == 0) throw new LoadException("there is no member to ask for");
        new Random(seed).Shuffle(_ids);
        _below = new double[_ids.Length];
        var sum = 0.0;
        for (var rank = 0; rank < _ids.Length; rank++) _below[rank] = sum += Math.Pow(rank + 1, -Exponent);
    }

    /// <summary>How many there are.</summary>
    public int Count => _ids.Length;

    /// <summary>By rank.</summary>
    public ReadOnlySpan<string> Ids => _ids;

    /// <summary>Reads <c>m{000..499}</c>, as shells do, or else a file of one id a line.</summary>
    /// <exception cref="LoadException">It is neither; the message says what is allowed.</exception>
    public static Members Read(string text, int seed)
    {
        if (Range(text) is { } ids) return new(ids, seed);
        if (File.Exists(text)) return new(File.ReadLines(text).Where(static line => line.Length > 0), seed);
        throw new LoadException($"members are '{text}'; allowed is a file of one id a line, or a range such as m{{0000000..0049999}}");
    }

    /// <summary>Draws one.</summary>
    public string Draw(Random random)
    {
        var found = Array.BinarySearch(_below, random.NextDouble() * _below[^1]);
        return _ids[Math.Min(found < 0 ? ~found : found, _ids.Length - 1)];
    }

    // Numbers are as long as the first one is written.
    private static IEnumerable<string>? Range(string text)
    {
        var (open, dots, close) = (text.IndexOf('{', StringComparison.Ordinal), text.IndexOf("..", StringComparison.Ordinal), text.IndexOf('}', StringComparison.Ordinal));
        if (open < 0 || dots < open || close < dots || !int.TryParse(text[(open + 1)..dots], out var first) || !int.TryParse(text[(dots + 2)..close], out var last) || first < 0 || last < first) return null;
        var format = $"D{dots - open - 1}";
        return Enumerable.Range(first, last - first + 1).Select(number => $"{text[..open]}{number.ToString(format)}{text[(close + 1)..]}");
    }
}
