using Recommender.Storage.Members;

namespace Recommender.Storage.Tests.Members;

public sealed class IdHashTests
{
    /// <summary>From the standard's own example: SHA-256 of "abc" begins with ba7816bf 8f01cfea.</summary>
    [Fact]
    public void Is_the_beginning_of_the_digest_that_the_standard_gives()
    {
        Assert.Equal(0xeacf018fbf1678baUL, IdHash.Of("abc"u8));
        Assert.Equal(IdHash.Of("abc"u8), IdHash.Of("abc"));
    }

    [Fact]
    public void Refuses_an_id_that_is_too_long() =>
        Assert.Contains("130 bytes; allowed 1..128", Assert.Throws<ArgumentException>(() => IdHash.Of(new string('é', 65))).Message, StringComparison.Ordinal);
}
