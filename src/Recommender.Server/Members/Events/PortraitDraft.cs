using Recommender.Storage.Members;

namespace Recommender.Server.Members.Events;

/// <summary>A portrait taken apart, to be changed and written anew. One thread at a time; allocates nothing after construction.</summary>
internal sealed class PortraitDraft
{
    private const int None = -1;

    // What is derived from the others.
    private readonly BoundedList<CommunityWeight> _communities = new(PortraitLimits.Communities);
    private readonly BoundedList<TagAffinity> _tags = new(PortraitLimits.Tags);
    private readonly BoundedList<float> _embedding = new(PortraitLimits.Dimension);
    private readonly BoundedList<Half> _halfEmbedding = new(PortraitLimits.Dimension);
    private long _modelVersion;

    /// <summary>What was done with titles, the latest first.</summary>
    public BoundedList<HistoryEntry> History { get; } = new(PortraitLimits.History);

    /// <summary>Titles not to be shown again.</summary>
    public MarkList Hidden { get; } = new(PortraitLimits.Hidden);

    /// <summary>The member's list.</summary>
    public MarkList Listed { get; } = new(PortraitLimits.Listed);

    /// <summary>Titles that were shown and not played.</summary>
    public ImpressionList Impressions { get; } = new();

    /// <summary>When is watched.</summary>
    public HabitList Habits { get; } = new();

    /// <summary>What the member named.</summary>
    public BoundedList<OnboardingTaste> Tastes { get; } = new(PortraitLimits.Tastes);

    /// <summary>Events that are known.</summary>
    public KnownEvents Known { get; } = new();

    /// <summary>What was done lately with titles, in no order.</summary>
    public BoundedList<TitleActivity> Activities { get; } = new(PortraitLimits.Activities);

    /// <summary>Takes a portrait apart.</summary>
    /// <param name="portrait">Packed; empty for a member that is not known.</param>
    public void Open(ReadOnlySpan<byte> portrait)
    {
        var content = portrait.IsEmpty ? default : PortraitReader.OpenChecked(portrait).Content;
        _embedding.Set(content.Embedding);
        _halfEmbedding.Set(content.HalfEmbedding);
        _modelVersion = content.ModelVersion;
        _communities.Set(content.Communities);
        _tags.Set(content.Tags);
        History.Set(content.History);
        Hidden.Set(content.Hidden);
        Listed.Set(content.Listed);
        Impressions.Set(content.Impressions);
        Habits.Set(content.Habits);
        Tastes.Set(content.Tastes);
        Known.Set(content.RecentEvents);
        Activities.Set(content.Activities);
    }

    /// <summary>Lets go of what was derived from tastes that are not these any more: the vector and the communities. Tags change slowly and stay until they are derived anew.</summary>
    public void Outdate()
    {
        _embedding.Set([]);
        _halfEmbedding.Set([]);
        _communities.Set([]);
        _modelVersion = 0;
    }

    /// <summary>Packs it, for the store to seal.</summary>
    /// <returns>Bytes written.</returns>
    public int Write(Span<byte> portrait) => PortraitWriter.WriteUnsealed(
        new PortraitContent
        {
            Embedding = _embedding.Span,
            HalfEmbedding = _halfEmbedding.Span,
            ModelVersion = _modelVersion,
            Communities = _communities.Span,
            Tags = _tags.Span,
            History = History.Span,
            Hidden = Hidden.Span,
            Listed = Listed.Span,
            Impressions = Impressions.Span,
            Habits = Habits.Span,
            Tastes = Tastes.Span,
            RecentEvents = Known.Span,
            Activities = Activities.Span,
        },
        portrait);

    /// <summary>Where a title is in the history; -1 where it is not.</summary>
    public int PlaceOf(ulong title)
    {
        var history = History.Span;
        for (var i = 0; i < history.Length; i++)
        {
            if (history[i].Title == title) return i;
        }

        return None;
    }

    /// <summary>Takes an entry of the history away.</summary>
    /// <param name="place">Where it is; -1 for none.</param>
    public void RemoveEntry(int place)
    {
        if (place != None) History.RemoveAt(place);
    }

    /// <summary>Puts an entry into the history. Where that has no room the oldest leaves it, and if it was watched it is still not to be shown again.</summary>
    public void AddEntry(in HistoryEntry entry)
    {
        if (History.IsFull)
        {
            var leaving = LeavingPlace();
            var oldest = History.Span[leaving];
            if (oldest.State != WatchState.Noticed) Hidden.Put(oldest.Title, oldest.Time);
            History.RemoveAt(leaving);
        }

        var history = History.Span;
        var place = history.Length;
        while (place > 0 && IsLater(entry, history[place - 1])) place--;
        History.Insert(place, entry);
    }

    // What was only looked at says least.
    private int LeavingPlace()
    {
        var history = History.Span;
        for (var i = history.Length - 1; i >= 0; i--)
        {
            if (history[i].State == WatchState.Noticed) return i;
        }

        return history.Length - 1;
    }

    private static bool IsLater(in HistoryEntry entry, in HistoryEntry than) =>
        entry.Time != than.Time ? entry.Time > than.Time : entry.Title < than.Title;
}
