namespace Recommender.PageLoad.Driving;

/// <summary>Who asks: members drawn by a power law, so that few ask often and most seldom. Immutable; safe from many threads.</summary>
internal sealed class Members
{
    /// <summary>How steep: the member of rank r asks r^−0.8 times as often as the first.</summary>
    public const double Exponent = 0.8;

    private readonly string[] _ids;
    private readonly PowerLaw _law;

    /// <summary>Ranks ids at random: their order says nothing about who asks often.</summary>
    /// <param name="ids">At least one.</param>
    /// <param name="seed">Of the ranks.</param>
    /// <param name="exponent">How steep; 0 makes all alike.</param>
    public Members(IEnumerable<string> ids, int seed, double exponent = Exponent)
        : this(Shuffled(ids, seed), exponent)
    {
    }

    private Members(string[] ranked, double exponent = Exponent)
    {
        if (ranked.Length == 0) throw new LoadException("there is no member to ask for");
        (_ids, _law) = (ranked, new PowerLaw(ranked.Length, exponent));
    }

    /// <summary>How many there are.</summary>
    public int Count => _ids.Length;

    /// <summary>By rank.</summary>
    public ReadOnlySpan<string> Ids => _ids;

    /// <summary>Reads <c>m{000..499}</c>, as shells do, or else a file of one id a line.</summary>
    /// <exception cref="LoadException">It is neither; the message says what is allowed.</exception>
    public static Members Read(string text, int seed, double exponent = Exponent)
    {
        if (Range(text) is { } ids) return new(ids, seed, exponent);
        if (File.Exists(text)) return new(File.ReadLines(text).Where(static line => line.Length > 0), seed, exponent);
        throw new LoadException($"members are '{text}'; allowed is a file of one id a line, or a range such as m{{0000000..0049999}}");
    }

    /// <summary>Every so many-eth of them, by rank and from one on, each in the place that it has among these.</summary>
    /// <exception cref="LoadException">There are fewer than parts.</exception>
    public Members Part(int number, int parts) => new([.. _ids.Where((_, rank) => rank % parts == number)]);

    /// <summary>Draws one.</summary>
    public string Draw(Random random) => _ids[_law.Draw(random)];

    private static string[] Shuffled(IEnumerable<string> ids, int seed)
    {
        string[] ranked = [.. ids];
        new Random(seed).Shuffle(ranked);
        return ranked;
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
