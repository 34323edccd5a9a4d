using Recommender.Storage.Members;

namespace Recommender.Storage.Tests.Members;

/// <summary>Portraits out of a seed.</summary>
internal static class SamplePortraits
{
    /// <summary>Sections of random lengths, some empty, some at their limits.</summary>
    public static PortraitContent Content(Random random)
    {
        var halfPrecision = random.Next(2) == 0;
        return new PortraitContent
        {
            Embedding = Many(random, most: 256, static random => (float)((random.NextDouble() * 2) - 1)),
            Precision = halfPrecision ? EmbeddingPrecision.Fp16 : EmbeddingPrecision.Fp32,
            ModelVersion = random.NextInt64(),
            Communities = Many(random, PortraitLimits.Communities, static random => new CommunityWeight((uint)random.Next(), (Half)random.NextDouble())),
            Tags = Many(random, PortraitLimits.Tags, static random => new TagAffinity(Hash(random), (Half)random.NextDouble())),
            History = Many(random, PortraitLimits.History, Watched),
            Hidden = Many(random, PortraitLimits.Hidden, Marked),
            Listed = Many(random, PortraitLimits.Listed, Marked),
            Impressions = Many(random, PortraitLimits.Impressions, static random => new ImpressionCount(Hash(random), (float)random.NextDouble(), (uint)random.Next())),
            Habits = Many(random, PortraitLimits.Habits, static random => new HabitWeight((ushort)random.Next(24), (float)random.NextDouble())),
            Tastes = Many(random, PortraitLimits.Tastes, static random => new OnboardingTaste((TasteKind)random.Next(1, 3), Hash(random))),
            RecentEvents = Many(random, PortraitLimits.RecentEvents, Hash),
            Activities = Many(random, PortraitLimits.Activities, Active),
        };
    }

    /// <summary>A packed portrait.</summary>
    public static byte[] Packed(Random random) => Packed(Content(random));

    /// <summary>A packed portrait.</summary>
    public static byte[] Packed(PortraitContent content)
    {
        var bytes = new byte[PortraitWriter.BytesOf(content)];
        Assert.Equal(bytes.Length, PortraitWriter.Write(content, bytes));
        return bytes;
    }

    /// <summary>A small one with something in every section, always the same.</summary>
    public static PortraitContent Fixed() => new()
    {
        Embedding = new float[] { 0.5f, -0.25f, 1.5f },
        ModelVersion = 7,
        Communities = new CommunityWeight[] { new(1_234, (Half)0.75), new(5, (Half)0.25) },
        Tags = new TagAffinity[] { new(IdHash.Of("noir"), (Half)(-0.5)) },
        History = new HistoryEntry[]
        {
            new(IdHash.Of("tt0111161"), 1_700_000_000, 2.5f, 0, 8_520, WatchState.Started | WatchState.Finished | WatchState.ThumbsUp, 2),
            new(IdHash.Of("tt0468569"), 1_700_000_100, 0.5f, 1_800, 9_120, WatchState.Started, 1),
        },
        Hidden = new TitleMark[] { new(IdHash.Of("tt0000001"), 1_700_000_200) },
        Listed = new TitleMark[] { new(IdHash.Of("tt0000002"), 1_700_000_300) },
        Impressions = new ImpressionCount[] { new(IdHash.Of("tt0000003"), 3.5f, 1_700_000_400) },
        Habits = new HabitWeight[] { new(21, 4.5f) },
        Tastes = new OnboardingTaste[] { new(TasteKind.Tag, IdHash.Of("heist")) },
        RecentEvents = new ulong[] { IdHash.Of("event-1"), IdHash.Of("event-2") },
        Activities = new TitleActivity[]
        {
            new()
            {
                Title = IdHash.Of("tt0468569"),
                Latest = 1_700_000_100,
                Started = 1_700_000_000,
                Played = 1_700_000_050,
                Placed = 1_700_000_100,
                Thumbed = 1_700_000_060,
                Listed = 1_700_000_070,
                Furthest = 1_800,
                Before = 0.25f,
                Sum = 0.5f,
                ThumbStrength = (Half)0.5f,
                ListStrength = (Half)0.25f,
                States = ActivityStates.ThumbsUp,
            },
        },
    };

    private static HistoryEntry Watched(Random random) => new(
        Hash(random), (uint)random.Next(), (float)random.NextDouble(), (uint)random.Next(), (uint)random.Next(), (WatchState)random.Next(64), (byte)random.Next(256))
    {
        Device = (WatchDevice)random.Next(4),
    };

    private static TitleMark Marked(Random random) => new(Hash(random), (uint)random.Next());

    private static TitleActivity Active(Random random) => new()
    {
        Title = Hash(random),
        Latest = (uint)random.Next(),
        Completed = (uint)random.Next(),
        Furthest = (uint)random.Next(),
        Sum = (float)random.NextDouble(),
        ThumbStrength = (Half)random.NextDouble(),
        States = (ActivityStates)random.Next(8),
    };

    private static ulong Hash(Random random) => (ulong)random.NextInt64();

    private static T[] Many<T>(Random random, int most, Func<Random, T> draw)
    {
        var count = random.Next(4) switch { 0 => 0, 1 => most, _ => random.Next(most + 1) };
        return [.. Enumerable.Range(0, count).Select(_ => draw(random))];
    }
}
