using Recommender.TestKit.Http2;

namespace Recommender.Grpc.Hostile;

/// <summary>The reader that judges answers is itself held against the examples of RFC 7541, appendix C.</summary>
public sealed class HeaderCodecTests
{
    [Fact]
    public void Reads_the_plain_requests_of_the_RFC_with_one_dynamic_table()
    {
        var decoder = new HeaderDecoder();

        Assert.Equal(First, decoder.Decode(Convert.FromHexString("828684410f7777772e6578616d706c652e636f6d")));
        Assert.Equal([.. First, new("cache-control", "no-cache")], decoder.Decode(Convert.FromHexString("828684be58086e6f2d6361636865")));
        Assert.Equal(Third, decoder.Decode(Convert.FromHexString("828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565")));
    }

    [Fact]
    public void Reads_the_Huffman_coded_requests_of_the_RFC()
    {
        var decoder = new HeaderDecoder();

        Assert.Equal(First, decoder.Decode(Convert.FromHexString("828684418cf1e3c2e5f23a6ba0ab90f4ff")));
        Assert.Equal([.. First, new("cache-control", "no-cache")], decoder.Decode(Convert.FromHexString("828684be5886a8eb10649cbf")));
        Assert.Equal(Third, decoder.Decode(Convert.FromHexString("828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf")));
    }

    [Fact]
    public void Reads_back_what_the_writer_wrote()
    {
        HeaderField[] fields = [new(":path", "/x"), new("", ""), new("x-long", new string('y', 70_000)), new("bytes", "\u00e9\u00ff\u0001")];

        Assert.Equal(fields, new HeaderDecoder().Decode(HeaderEncoder.Encode(fields)));
    }

    private static HeaderField[] First =>
        [new(":method", "GET"), new(":scheme", "http"), new(":path", "/"), new(":authority", "www.example.com")];

    private static HeaderField[] Third =>
    [
        new(":method", "GET"), new(":scheme", "https"), new(":path", "/index.html"), new(":authority", "www.example.com"),
        new("custom-key", "custom-value"),
    ];
}
