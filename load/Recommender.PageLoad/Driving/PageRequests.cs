using Recommender.V1;

namespace Recommender.PageLoad.Driving;

/// <summary>Asks for members' pages. One thread at a time.</summary>
internal sealed class PageRequests(Members members, PageShape shape, int seed) : IRequests
{
    private const int KeepsEvery = 97;   // no divisor of the number of connections
    private const int MostKept = 1000;

    private readonly Random _random = new(seed);
    private readonly RecommendRequest _request = Of(shape);
    private byte[] _bytes = new byte[256];

    /// <summary>A request that lacks the member only.</summary>
    public static RecommendRequest Of(PageShape shape) => new() { MaxRows = shape.Rows, TitlesPerRow = shape.TitlesPerRow, Context = new PageContext { Surface = "home" } };

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Next()
    {
        _request.MemberId = members.Draw(_random);
        return MessageBytes.Of(_request, ref _bytes);
    }

    /// <inheritdoc/>
    public bool Keeps(long call) => call % KeepsEvery == 0 && call / KeepsEvery < MostKept;

    /// <inheritdoc/>
    public Tally NewTally() => new();
}
