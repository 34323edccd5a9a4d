using System.Runtime.CompilerServices;
using Recommender.Storage.Members;
using Recommender.Storage.Packing;

namespace Recommender.Storage.Tests.Members;

public sealed class PortraitTests
{
    /// <summary>Versions as they were written once; never made anew. Version 1 has no activities.</summary>
    private const string Version1 =
        "zFO5mQEAAwAAAAAAAAAAAAcAAAAAAAAAAgABAAIAAQABAAEAAQABAAIAAAAAAAA/AACAvgAAwD/SBAAAADoFAAAAADTCA8a8szm/xwC4q5p16+"
        + "F6hpwA8VNlAAAgQAAAAABIIQAACwIaOqTudmiwwGTxU2UAAAA/CAcAAKAjAAABAa1uesN5ULIgyPFTZTPO+Zi/N8nrLPJTZeVPzgJXkcOcAABg"
        + "QJDyU2UVAAAAkEACNWjtyiUCL6rONoY/Uba6+bTj0U51GSee";

    private const string Version1Fp16 =
        "2VZtWAEBAwAAAAAAAAAAAAcAAAAAAAAAAgABAAIAAQABAAEAAQABAAIAAAAAOAC0AD7SBAAAADoFAAAAADTCA8a8szm/xwC4q5p16+F6hpwA8V"
        + "NlAAAgQAAAAABIIQAACwIaOqTudmiwwGTxU2UAAAA/CAcAAKAjAAABAa1uesN5ULIgyPFTZTPO+Zi/N8nrLPJTZeVPzgJXkcOcAABgQJDyU2UV"
        + "AAAAkEACNWjtyiUCL6rONoY/Uba6+bTj0U51GSee";

    private const string Version2 =
        "+cTAAQIAAwAAAAAAAAAAAAcAAAAAAAAAAgABAAIAAQABAAEAAQABAAIAAQAAAAA/AACAvgAAwD/SBAAAADoFAAAAADTCA8a8szm/xwC4q5p16+F6"
        + "hpwA8VNlAAAgQAAAAABIIQAACwIaOqTudmiwwGTxU2UAAAA/CAcAAKAjAAABAa1uesN5ULIgyPFTZTPO+Zi/N8nrLPJTZeVPzgJXkcOcAABgQJDy"
        + "U2UVAAAAkEACNWjtyiUCL6rONoY/Uba6+bTj0U51GSeeGjqk7nZosMBk8VNlAPFTZTLxU2Vk8VNlAAAAAAAAAAA88VNlAAAAAEbxU2UIBwAAAACA"
        + "PgAAAD8AAAA4AAAANAI=";

    private const string Version2Fp16 =
        "MJ/fDQIBAwAAAAAAAAAAAAcAAAAAAAAAAgABAAIAAQABAAEAAQABAAIAAQAAOAC0AD7SBAAAADoFAAAAADTCA8a8szm/xwC4q5p16+F6hpwA8VNl"
        + "AAAgQAAAAABIIQAACwIaOqTudmiwwGTxU2UAAAA/CAcAAKAjAAABAa1uesN5ULIgyPFTZTPO+Zi/N8nrLPJTZeVPzgJXkcOcAABgQJDyU2UVAAAA"
        + "kEACNWjtyiUCL6rONoY/Uba6+bTj0U51GSeeGjqk7nZosMBk8VNlAPFTZTLxU2Vk8VNlAAAAAAAAAAA88VNlAAAAAEbxU2UIBwAAAACAPgAAAD8A"
        + "AAA4AAAANAI=";

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 100)];

    [Theory, MemberData(nameof(Seeds))]
    public void Reads_back_what_was_written(int seed)
    {
        var content = SamplePortraits.Content(new Random(seed));

        var portrait = PortraitReader.Open(SamplePortraits.Packed(content));

        var embedding = new float[portrait.Dimension];
        portrait.CopyEmbedding(embedding);
        Assert.Equal(content.Precision, portrait.Precision);
        Assert.Equal(Rounded(content), embedding);
        Assert.Equal(content.ModelVersion, portrait.ModelVersion);
        Assert.Equal(0, portrait.AppliedPosition);
        Assert.Equal(content.Communities.ToArray(), portrait.Communities.ToArray());
        Assert.Equal(content.Tags.ToArray(), portrait.Tags.ToArray());
        Assert.Equal(content.History.ToArray(), portrait.History.ToArray());
        Assert.Equal(content.Hidden.ToArray(), portrait.Hidden.ToArray());
        Assert.Equal(content.Listed.ToArray(), portrait.Listed.ToArray());
        Assert.Equal(content.Impressions.ToArray(), portrait.Impressions.ToArray());
        Assert.Equal(content.Habits.ToArray(), portrait.Habits.ToArray());
        Assert.Equal(content.Tastes.ToArray(), portrait.Tastes.ToArray());
        Assert.Equal(content.RecentEvents.ToArray(), portrait.RecentEvents.ToArray());
        Assert.Equal(content.Activities.ToArray(), portrait.Activities.ToArray());
    }

    [Fact]
    public void Tells_what_was_done_with_a_title_and_what_it_was_watched_on_apart()
    {
        var every = from state in Enumerable.Range(0, 64) from device in Enum.GetValues<WatchDevice>() select ((WatchState)state, device);
        foreach (var (state, device) in every)
        {
            var entry = new HistoryEntry(1, 2, 3, 4, 5, WatchState.Noticed, 6) { Device = WatchDevice.Web } with { State = state, Device = device };
            var read = PortraitReader.Open(SamplePortraits.Packed(new PortraitContent { History = new[] { entry } })).History[0];

            Assert.Equal((state, device, (byte)6), (read.State, read.Device, read.Plays));
            Assert.Equal((state, device), ((entry with { Device = WatchDevice.Unknown }).State, (entry with { State = WatchState.None }).Device));
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Written_anew_from_its_own_views_is_the_same_bytes(int seed)
    {
        var packed = SamplePortraits.Packed(new Random(seed));

        Assert.Equal(packed, SamplePortraits.Packed(PortraitReader.Open(packed).Content));
    }

    [Fact]
    public void A_change_of_one_section_leaves_the_others()
    {
        var packed = SamplePortraits.Packed(SamplePortraits.Fixed());

        var changed = PortraitReader.Open(SamplePortraits.Packed(PortraitReader.Open(packed).Content with { Hidden = [], RecentEvents = new ulong[] { 1, 2, 3 } }));

        Assert.Equal(0, changed.Hidden.Length);
        Assert.Equal([1, 2, 3], changed.RecentEvents.ToArray());
        Assert.Equal(SamplePortraits.Fixed().History.ToArray(), changed.History.ToArray());
        Assert.Equal(SamplePortraits.Fixed().Embedding.ToArray(), changed.Embedding.ToArray());
    }

    [Fact]
    public void With_everything_at_its_limit_has_as_many_bytes_as_the_limit_says_and_fits_a_store()
    {
        var most = new PortraitContent
        {
            Embedding = new float[PortraitLimits.Dimension],
            Communities = new CommunityWeight[PortraitLimits.Communities],
            Tags = new TagAffinity[PortraitLimits.Tags],
            History = new HistoryEntry[PortraitLimits.History],
            Hidden = new TitleMark[PortraitLimits.Hidden],
            Listed = new TitleMark[PortraitLimits.Listed],
            Impressions = new ImpressionCount[PortraitLimits.Impressions],
            Habits = new HabitWeight[PortraitLimits.Habits],
            Tastes = new OnboardingTaste[PortraitLimits.Tastes],
            RecentEvents = new ulong[PortraitLimits.RecentEvents],
            Activities = new TitleActivity[PortraitLimits.Activities],
        };

        Assert.Equal(PortraitLimits.Bytes, SamplePortraits.Packed(most).Length);
        Assert.True(PortraitLimits.Bytes <= new Recommender.Storage.Store.StoreOptions { Folder = "" }.MaxValueBytes);
    }

    [Fact]
    public void Of_128_dimensions_and_nothing_else_adds_less_than_a_tenth()
    {
        Assert.InRange(PortraitWriter.BytesOf(new PortraitContent { Embedding = new float[128] }), 512, 563);
        Assert.InRange(PortraitWriter.BytesOf(new PortraitContent { Embedding = new float[128], Precision = EmbeddingPrecision.Fp16 }), 256, 307);
    }

    [Fact]
    public void Refuses_what_exceeds_a_limit_by_name_and_writes_nothing()
    {
        AssertRefused(new PortraitContent { Embedding = new float[PortraitLimits.Dimension + 1] }, "2049 elements; allowed 0..2048");
        AssertRefused(new PortraitContent { History = new HistoryEntry[PortraitLimits.History + 1] }, "257 entries in History; allowed 0..256");
        AssertRefused(new PortraitContent { RecentEvents = new ulong[PortraitLimits.RecentEvents + 1] }, "257 entries in RecentEvents; allowed 0..256");
        AssertRefused(new PortraitContent { Embedding = new float[] { 1, float.NaN } }, "element 1 of the embedding is NaN");
        AssertRefused(new PortraitContent { Embedding = new float[1], HalfEmbedding = new Half[1] }, "in fp32 and in fp16");
        AssertRefused(SamplePortraits.Fixed(), "needed are", room: 10);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Is_refused_with_the_place_when_any_byte_is_flipped_or_missing(int seed)
    {
        var random = new Random(seed);
        var packed = SamplePortraits.Packed(random);
        var flipped = packed.ToArray();
        flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));

        Assert.Throws<InvalidValueException>(() => PortraitReader.Open(flipped));
        Assert.Throws<InvalidValueException>(() => PortraitReader.Open(packed.AsSpan(0, random.Next(packed.Length))));
        Assert.Throws<InvalidValueException>(() => PortraitReader.Open([.. packed, 0]));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Opens_or_is_refused_but_never_reads_beyond_its_end_when_its_checksum_agrees_with_nonsense(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 50; round++)
        {
            var packed = SamplePortraits.Packed(random);
            var nonsense = packed[..random.Next(PortraitLayout.HeaderBytes, packed.Length)];
            for (var flips = random.Next(1, 8); flips > 0; flips--) nonsense[random.Next(nonsense.Length)] = (byte)random.Next(256);
            nonsense[4] = (byte)random.Next(1, 3);
            PackedHeader.Seal(nonsense, position: 5);

            if (Record.Exception(() => ReadAll(nonsense)) is { } refused) Assert.IsType<InvalidValueException>(refused);
        }
    }

    [Fact]
    public void Of_a_later_version_is_refused_with_both_versions()
    {
        var packed = SamplePortraits.Packed(SamplePortraits.Fixed());
        packed[4] = 3;
        PackedHeader.Seal(packed, position: 0);

        Assert.Contains("byte 4: is of version 3; this program reads 1..2", Assert.Throws<InvalidValueException>(() => PortraitReader.Open(packed)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_version_2_is_opened_and_written_as_it_was_once()
    {
        AssertOpened(Version2, AssertWritten(Version2, SamplePortraits.Fixed()));
        AssertOpened(Version2Fp16, AssertWritten(Version2Fp16, SamplePortraits.Fixed() with { Precision = EmbeddingPrecision.Fp16 }));
    }

    [Fact]
    public void Of_version_1_is_opened_as_it_was_written_once()
    {
        AssertOpened(Version1, SamplePortraits.Fixed() with { Activities = [] });
        AssertOpened(Version1Fp16, SamplePortraits.Fixed() with { Activities = [], Precision = EmbeddingPrecision.Fp16 });
    }

    [Theory, MemberData(nameof(Seeds))]
    public void With_room_at_its_end_is_the_same_portrait(int seed)
    {
        var packed = SamplePortraits.Packed(new Random(seed));
        var room = new byte[PortraitLimits.Bytes];
        packed.CopyTo(room, 0);

        var longer = PortraitWriter.LeaveRoom(room, packed.Length, before: 0);
        PackedHeader.Seal(room.AsSpan(0, longer), position: 0);

        Assert.InRange(longer, packed.Length, Math.Max(packed.Length + 63, packed.Length * 9 / 8));
        Assert.Equal(packed, SamplePortraits.Packed(PortraitReader.Open(room.AsSpan(0, longer)).Content));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Is_as_long_as_the_one_before_it_as_far_as_what_is_derived_could_fill_it(int seed)
    {
        var random = new Random(seed);
        var packed = SamplePortraits.Packed(random);
        var room = new byte[PortraitLimits.Bytes];
        packed.CopyTo(room, 0);
        var before = random.Next(PortraitLimits.Bytes + 1);

        var longer = PortraitWriter.LeaveRoom(room, packed.Length, before);
        PackedHeader.Seal(room.AsSpan(0, longer), position: 0);

        Assert.InRange(longer, Math.Min(before, packed.Length + (4 * PortraitLimits.Dimension)), PortraitLimits.Bytes);
        Assert.Equal(longer, PortraitWriter.LeaveRoom(room, packed.Length, longer));
        Assert.Equal(packed, SamplePortraits.Packed(PortraitReader.Open(room.AsSpan(0, longer)).Content));
    }

    [Fact]
    public void Reading_and_writing_allocate_nothing()
    {
        var packed = SamplePortraits.Packed(SamplePortraits.Fixed());
        var destination = new byte[packed.Length];
        Copy(packed, destination);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Copy(packed, destination);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(packed, destination);
    }

    [Fact]
    public void Bears_the_position_that_it_is_stamped_with()
    {
        var packed = SamplePortraits.Packed(SamplePortraits.Fixed());

        PackedHeader.Seal(packed, position: 123_456_789_012);

        Assert.Equal(123_456_789_012, PortraitReader.Open(packed).AppliedPosition);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Copy(byte[] packed, byte[] destination) => PortraitWriter.Write(PortraitReader.Open(packed).Content, destination);

    private static float[] Rounded(PortraitContent content)
    {
        var half = content.Precision == EmbeddingPrecision.Fp16;
        return [.. content.Embedding.ToArray().Select(element => half ? (float)(Half)element : element)];
    }

    private static void ReadAll(byte[] packed)
    {
        var portrait = PortraitReader.Open(packed);
        portrait.CopyEmbedding(new float[portrait.Dimension]);
        _ = portrait.Communities.Length + portrait.Tags.Length + portrait.History.Length + portrait.Hidden.Length + portrait.Listed.Length;
        _ = portrait.Impressions.Length + portrait.Habits.Length + portrait.Tastes.Length + portrait.RecentEvents.ToArray().Length;
    }

    private static PortraitContent AssertWritten(string packed, PortraitContent content)
    {
        var now = SamplePortraits.Packed(content);
        Assert.True(packed == Convert.ToBase64String(now), $"it differs, so it is another version; packed it is {Convert.ToBase64String(now)}");
        return content;
    }

    private static void AssertOpened(string packed, PortraitContent content)
    {
        var opened = PortraitReader.Open(Convert.FromBase64String(packed));
        Assert.Equal(content.History.ToArray(), opened.History.ToArray());
        Assert.Equal(content.RecentEvents.ToArray(), opened.RecentEvents.ToArray());
        Assert.Equal(content.Activities.ToArray(), opened.Activities.ToArray());
    }

    private static void AssertRefused(PortraitContent content, string message, int room = 100_000)
    {
        var destination = new byte[room];
        Exception? refused = null;
        try
        {
            PortraitWriter.Write(content, destination);
        }
        catch (ArgumentException failure)
        {
            refused = failure;
        }

        Assert.Contains(message, refused?.Message, StringComparison.Ordinal);
        Assert.True(destination.AsSpan().IndexOfAnyExcept((byte)0) < 0, "something was written");
    }
}
