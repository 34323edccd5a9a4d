using Google.Protobuf;
using Recommender.V1;

namespace Recommender.PageLoad.Driving;

/// <summary>Requests for members' pages, one after another. One thread at a time.</summary>
internal sealed class Requests(Members members, PageShape shape, int seed)
{
    private readonly Random _random = new(seed);
    private readonly RecommendRequest _request = new() { MaxRows = shape.Rows, TitlesPerRow = shape.TitlesPerRow, Context = new PageContext { Surface = "home" } };
    private byte[] _bytes = new byte[256];

    /// <summary>The next one's bytes, until the next is asked for.</summary>
    public ReadOnlySpan<byte> Next()
    {
        _request.MemberId = members.Draw(_random);
        var length = _request.CalculateSize();
        if (_bytes.Length < length) _bytes = new byte[2 * length];
        _request.WriteTo(_bytes.AsSpan(0, length));
        return _bytes.AsSpan(0, length);
    }
}
