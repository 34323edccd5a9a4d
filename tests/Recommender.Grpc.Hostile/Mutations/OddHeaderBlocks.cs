namespace Recommender.Grpc.Hostile.Mutations;

/// <summary>Header blocks that an HPACK decoder must refuse or survive.</summary>
internal static class OddHeaderBlocks
{
    private static readonly byte[][] Parts =
    [
        [0x80],                                                    // entry 0
        [0xff, 0x00],                                              // entry 127, which does not exist
        [0xbe],                                                    // the newest entry of an empty table
        [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],    // an entry past all integers
        [0x3f, 0xe1, 0x1f],                                        // table size 4096
        [0x3f, 0xff, 0xff, 0xff, 0xff, 0x07],                      // table size of 2 GiB
        [0x20, 0x3f, 0xe1, 0x1f, 0x20],                            // table size three times
        [0x00, 0x01, (byte)'a', 0x7f, 0xff, 0xff, 0xff, 0x7f],     // a value of 256 MiB
        [0x00, 0x84, 0xff, 0xff, 0xff, 0xff, 0x00],                // a Huffman name of nothing but padding
        [0x00, 0x81, 0x00, 0x00],                                  // Huffman padding of zeros
        [0x40, 0x01, (byte)'a', 0x01, (byte)'b', 0xbe, 0xbe],      // an entry remembered and used
        [0x10, 0x01, (byte)'z', 0x00],                             // a literal never to be indexed
        [0x00, 0x00, 0x00],                                        // neither name nor value
        [0x82, 0x82],                                              // :method twice
        [0x00],                                                    // a literal that stops at once
        [0x3f],                                                    // an integer that stops at once
    ];

    /// <summary>An odd part before, behind, or in place of <paramref name="block"/>.</summary>
    public static byte[] Pick(Random random, ReadOnlyMemory<byte> block)
    {
        var part = random.Pick(Parts);
        return random.Next(4) switch
        {
            0 => part,
            1 => [.. part, .. block.Span],
            2 => [.. block.Span, .. part],
            _ => Inserted(block.Span, part, random.Next(block.Length + 1)),
        };
    }

    private static byte[] Inserted(ReadOnlySpan<byte> block, byte[] part, int at) => [.. block[..at], .. part, .. block[at..]];
}
