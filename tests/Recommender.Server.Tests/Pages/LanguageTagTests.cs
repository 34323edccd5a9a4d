using Recommender.Server.Pages;

namespace Recommender.Server.Tests.Pages;

public sealed class LanguageTagTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("pt-BR")]
    [InlineData("zh-Hant-TW")]
    [InlineData("gsw")]
    [InlineData("sl-rozaj-biske-1994")]
    public void Takes_what_BCP_47_does(string tag) => Assert.True(LanguageTag.IsWellFormed(tag));

    [Theory]
    [InlineData("")]
    [InlineData("e")]
    [InlineData("english")]
    [InlineData("e1")]
    [InlineData("en-")]
    [InlineData("-en")]
    [InlineData("en--US")]
    [InlineData("en_US")]
    [InlineData("en-toolongsubtag")]
    [InlineData("dé")]
    public void Refuses_what_is_none(string tag) => Assert.False(LanguageTag.IsWellFormed(tag));

    [Theory]
    [InlineData("", 0)]
    [InlineData("en", 0x656E00)]
    [InlineData("EN-us", 0x656E00)]
    [InlineData("gsw", 0x677377)]
    public void Packs_the_primary_subtag(string tag, int packed) => Assert.Equal((uint)packed, LanguageTag.Primary(tag));
}
