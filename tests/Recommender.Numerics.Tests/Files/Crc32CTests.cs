using Recommender.Numerics.Files;

namespace Recommender.Numerics.Tests.Files;

public sealed class Crc32CTests
{
    // RFC 3720, appendix B.4.
    [Fact]
    public void Gives_what_the_standard_says()
    {
        Assert.Equal(0x8A91_36AAu, Crc32C.Of(new byte[32]));
        Assert.Equal(0x62A8_AB43u, Crc32C.Of([.. Enumerable.Repeat((byte)0xFF, 32)]));
        Assert.Equal(0x46DD_794Eu, Crc32C.Of([.. Enumerable.Range(0, 32).Select(static i => (byte)i)]));
        Assert.Equal(0x113F_DB5Cu, Crc32C.Of([.. Enumerable.Range(0, 32).Select(static i => (byte)(31 - i))]));
    }

    [Fact]
    public void Is_that_of_the_definition_at_every_length()
    {
        var bytes = new byte[2_400];
        new Random(20260101).NextBytes(bytes);
        var bitByBit = ~0u;
        for (var length = 0; length <= bytes.Length; length++)
        {
            Assert.Equal(~bitByBit, Crc32C.Of(bytes.AsSpan(0, length)));
            if (length < bytes.Length) bitByBit = Next(bitByBit, bytes[length]);
        }
    }

    [Fact]
    public void Bytes_may_come_in_parts()
    {
        var random = new Random(20260101);
        var bytes = new byte[10_000];
        random.NextBytes(bytes);
        for (var round = 0; round < 200; round++)
        {
            var (state, at) = (~0u, 0);
            while (at < bytes.Length)
            {
                var part = Math.Min(bytes.Length - at, random.Next(0, 3_000));
                state = Crc32C.Append(state, bytes.AsSpan(at, part));
                at += part;
            }

            Assert.Equal(Crc32C.Of(bytes), ~state);
        }
    }

    private static uint Next(uint state, byte value)
    {
        state ^= value;
        for (var bit = 0; bit < 8; bit++) state = (state >> 1) ^ ((state & 1) == 0 ? 0 : 0x82F6_3B78);
        return state;
    }
}
