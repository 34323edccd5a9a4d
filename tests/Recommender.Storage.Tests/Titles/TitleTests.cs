using Recommender.Storage.Packing;
using Recommender.Storage.Titles;

namespace Recommender.Storage.Tests.Titles;

public sealed class TitleTests
{
    /// <summary>Version 1 as it was written once; never made anew.</summary>
    private const string Version1 =
        "v3q25AEAAgAAAAAAAAAAAADxU2UAAAAAvQcBDAIACAAEAAMAAgADAAEAAQAAAAAAAACAPwAAAL9ERQAAAAAAAAAAAJQ1dwAAAAAAAAUAAAAAAA"
        + "AABgAAAAAAAABEYXMgQm9vdGJvb3QFZ2VucmUFcGxhY2UEbW9vZAAAPAN3YXIBADgJc3VibWFyaW5lAgAABXRlbnNlAQdzdGlsbC0xGQBodHRw"
        + "czovL2V4YW1wbGUub3JnLzEuanBnAgEAAgABCW5tMDAwMDU4Mw==";

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 100)];

    [Theory, MemberData(nameof(Seeds))]
    public void Reads_back_what_was_written(int seed)
    {
        var title = SampleTitles.Random(new Random(seed));
        var packed = TitleWriter.Write(title);

        var back = TitleReader.Open(packed).ToTitle();

        AssertSame(title, back);
        Assert.Equal(packed, TitleWriter.Write(back));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Is_refused_with_the_place_when_any_byte_is_flipped_or_missing(int seed)
    {
        var random = new Random(seed);
        var packed = TitleWriter.Write(SampleTitles.Random(random));
        var flipped = packed.ToArray();
        flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));

        Assert.Throws<InvalidValueException>(() => TitleReader.Open(flipped));
        Assert.Throws<InvalidValueException>(() => TitleReader.Open(packed.AsSpan(0, random.Next(packed.Length))));
        Assert.Throws<InvalidValueException>(() => TitleReader.Open([.. packed, 0]));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Opens_or_is_refused_but_never_reads_beyond_its_end_when_its_checksum_agrees_with_nonsense(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 50; round++)
        {
            var nonsense = TitleWriter.Write(SampleTitles.Random(random));
            for (var flips = random.Next(1, 8); flips > 0; flips--) nonsense[random.Next(nonsense.Length)] = (byte)random.Next(256);
            nonsense[4] = 1;
            PackedHeader.Seal(nonsense, position: 5);

            if (Record.Exception(() => TitleReader.Open(nonsense).ToTitle()) is { } refused) Assert.IsType<InvalidValueException>(refused);
        }
    }

    [Fact]
    public void Of_version_1_is_opened_and_written_as_it_was_once()
    {
        var now = TitleWriter.Write(SampleTitles.Fixed());

        Assert.True(Version1 == Convert.ToBase64String(now), $"it differs, so it is another version; packed it is {Convert.ToBase64String(now)}");
        AssertSame(SampleTitles.Fixed(), TitleReader.Open(Convert.FromBase64String(Version1)).ToTitle());
    }

    [Fact]
    public void Keeps_the_tags_that_it_bears_before_those_that_are_only_depicted()
    {
        var title = TitleReader.Open(TitleWriter.Write(SampleTitles.Fixed()));
        var ids = new List<string>();
        foreach (var tag in title.Tags) ids.Add(System.Text.Encoding.UTF8.GetString(tag.Id));

        Assert.Equal(["war", "submarine", "tense"], ids);
        Assert.Equal(2, title.BorneTags);
    }

    [Fact]
    public void Refuses_what_exceeds_a_limit_by_name()
    {
        var title = SampleTitles.Fixed();

        AssertRefused(title with { Name = new string('x', 1_025) }, "1025 bytes of the name; allowed 0..1024");
        AssertRefused(title with { Franchise = new string('é', 65) }, "130 bytes of the franchise; allowed 0..128");
        AssertRefused(title with { Tags = [new TitleTag(new Tag("genre", ""), 1)] }, "0 bytes of a tag's id; allowed 1..128");
        AssertRefused(title with { Tags = [new TitleTag(new Tag("", "war"), 1)] }, "0 bytes of a tag group; allowed 1..64");
        AssertRefused(title with { Tags = [.. title.Tags, title.Tags[0]] }, "bears tag 'war' of group 'genre' twice");
        AssertRefused(title with { Tags = [new TitleTag(new Tag("genre", "war"), float.NaN)] }, "tag 'war' has the weight NaN");
        AssertRefused(title with { Tags = [.. Enumerable.Range(0, 1_025).Select(i => new TitleTag(new Tag("genre", $"{i}"), 1))], Artworks = [] }, "1025 tags; allowed 0..1024");
        AssertRefused(title with { Artworks = [new Artwork("a", ArtworkKind.Still, new string('u', 2_049), [])] }, "2049 bytes of an artwork's uri; allowed 0..2048");
        AssertRefused(title with { Artworks = [.. Enumerable.Range(0, 40).Select(i => new Artwork($"{i}", ArtworkKind.Still, new string('u', 2_000), []))] }, "more than 65536 bytes");
        AssertRefused(title with { Availability = [new AvailabilityWindow(default, 5, 5)] }, "lasts from 5 until 5");
        AssertRefused(title with { Embedding = new[] { float.PositiveInfinity } }, "the embedding has the element Infinity");
        AssertRefused(title with { People = [new Credit("", CreditRole.Actor)] }, "0 bytes of a person's id; allowed 1..128");
    }

    [Theory, InlineData("de"), InlineData("D"), InlineData("DEU"), InlineData("Ü1")]
    public void A_country_is_two_capital_letters_or_nothing(string code)
    {
        Assert.Contains($"the country is '{code}'", Assert.Throws<ArgumentException>(() => CountryCode.Parse(code)).Message, StringComparison.Ordinal);
        Assert.Equal("DE", CountryCode.Parse("DE").ToString());
        Assert.True(CountryCode.Parse("").IsEverywhere);
    }

    private static void AssertRefused(Title title, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => TitleWriter.Write(title)).Message, StringComparison.Ordinal);

    private static void AssertSame(Title expected, Title actual)
    {
        Assert.Equal(
            (expected.Name, expected.Year, expected.Kind, expected.Maturity, expected.AddedAt, expected.Franchise, expected.Precision),
            (actual.Name, actual.Year, actual.Kind, actual.Maturity, actual.AddedAt, actual.Franchise, actual.Precision));
        Assert.Equal(expected.Tags, actual.Tags);
        Assert.Equal(expected.Availability, actual.Availability);
        Assert.Equal(expected.People, actual.People);
        Assert.Equal(expected.Embedding.ToArray(), actual.Embedding.ToArray());
        Assert.Equal(expected.Artworks.Select(static art => (art.Id, art.Kind, art.Uri)), actual.Artworks.Select(static art => (art.Id, art.Kind, art.Uri)));
        Assert.Equal(expected.Artworks.SelectMany(static art => art.Depicts), actual.Artworks.SelectMany(static art => art.Depicts));
    }
}
