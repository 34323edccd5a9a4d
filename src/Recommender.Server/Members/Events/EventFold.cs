using Recommender.Storage.Data;
using Recommender.Storage.Members;

namespace Recommender.Server.Members.Events;

/// <summary>Folds changes into portraits, and tells which of the last change's events were new. One thread at a time; allocates nothing after construction.</summary>
internal sealed class EventFold : IPortraitFold
{
    private readonly PortraitDraft _draft = new();
    private readonly ulong[] _new = new ulong[(EventRules.MostOfBatch + 63) / 64];
    private bool _outdated;

    /// <summary>How many events of the last change were new.</summary>
    public int NewCount { get; private set; }

    /// <summary>Whether an event of the last change was new, by its place there.</summary>
    public bool IsNew(int place) => (_new[place >> 6] >> (place & 63) & 1) != 0;

    /// <inheritdoc/>
    public int Fold(ReadOnlySpan<byte> portrait, ReadOnlySpan<byte> change, Span<byte> folded)
    {
        var read = PortraitChange.Read(change);
        NewCount = 0;
        _outdated = false;
        _draft.Open(portrait);
        if (read.IsEvents)
        {
            FoldEvents(read.Events, read.Terms);
            if (NewCount == 0) return 0;
        }
        else
        {
            _draft.Tastes.Set(read.Tastes);
            _outdated = true;
        }

        if (_outdated) _draft.Outdate();
        return _draft.Write(folded);
    }

    private void FoldEvents(ReadOnlySpan<PackedEvent> events, in EventTerms terms)
    {
        if (events.Length > EventRules.MostOfBatch) throw new ArgumentException($"the change has {events.Length} events; allowed 0..{EventRules.MostOfBatch}", nameof(events));
        Array.Clear(_new);
        for (var i = 0; i < events.Length; i++)
        {
            if (!_draft.Known.TryAdd(events[i].Id, events[i].Kind == PackedEventKind.Impression)) continue;
            _new[i >> 6] |= 1UL << (i & 63);
            NewCount++;
            FoldNew(events[i], terms);
        }

        Settle(terms);
    }

    private void FoldNew(in PackedEvent said, in EventTerms terms)
    {
        if (said.Kind == PackedEventKind.Impression) Show(said);
        else if (said.Kind != PackedEventKind.Search) Act(said, terms);
    }

    // A title that was played since is not tired of by what came before.
    private void Show(in PackedEvent said)
    {
        var place = _draft.PlaceOf(said.Title);
        var played = ActivityPlace(said.Title) is >= 0 and var at ? PlayedAt(_draft.Activities.Span[at])
            : place >= 0 && _draft.History.Span[place].State != WatchState.Noticed ? _draft.History.Span[place].Time : 0;
        if (played < said.Time) _draft.Impressions.Show(said.Title, said.Time);
    }

    private void Act(in PackedEvent said, in EventTerms terms)
    {
        var place = _draft.PlaceOf(said.Title);
        var before = place >= 0 ? _draft.History.Span[place] : default;
        ref var activity = ref ActivityOf(said.Title, place >= 0 ? before : null, terms);
        var entry = before;
        TitleFold.Fold(ref activity, ref entry, said, terms);
        var after = TitleFold.Sum(activity, entry, terms);

        if (said.Kind is PackedEventKind.Hide or PackedEventKind.Unhide or PackedEventKind.Play && activity.Hidden == said.Time) Mark(_draft.Hidden, said, PackedEventKind.Hide);
        if (said.Kind is PackedEventKind.AddToList or PackedEventKind.RemoveFromList && activity.Listed == said.Time) Mark(_draft.Listed, said, PackedEventKind.AddToList);
        if (said.Kind is PackedEventKind.Play or PackedEventKind.Progress or PackedEventKind.Complete) _draft.Impressions.Play(said.Title, said.Time);
        if (said.Kind == PackedEventKind.Play) _draft.Habits.Count(said.Hour);
        Replace(place, before, after);
    }

    private static void Mark(MarkList marks, in PackedEvent said, PackedEventKind puts)
    {
        if (said.Kind == puts) marks.Put(said.Title, said.Time);
        else marks.Take(said.Title);
    }

    private void Replace(int place, in HistoryEntry before, in HistoryEntry after)
    {
        var saysSomething = after.Strength != 0 || after.State != WatchState.Noticed;
        _outdated |= after.Strength != (place >= 0 ? before.Strength : 0) || saysSomething != place >= 0;
        _draft.RemoveEntry(place);
        if (saysSomething) _draft.AddEntry(after);
    }

    private ref TitleActivity ActivityOf(ulong title, HistoryEntry? known, in EventTerms terms)
    {
        if (ActivityPlace(title) is >= 0 and var place) return ref _draft.Activities.Span[place];
        if (_draft.Activities.IsFull) _draft.Activities.RemoveAt(OldestActivity());
        _draft.Activities.Add(TitleFold.Begin(title, known, _draft.Hidden.TimeOf(title), _draft.Listed.TimeOf(title), terms));
        return ref _draft.Activities.Span[^1];
    }

    private int ActivityPlace(ulong title)
    {
        var activities = _draft.Activities.Span;
        for (var i = 0; i < activities.Length; i++)
        {
            if (activities[i].Title == title) return i;
        }

        return -1;
    }

    private int OldestActivity()
    {
        var activities = _draft.Activities.Span;
        var oldest = 0;
        for (var i = 1; i < activities.Length; i++)
        {
            if (activities[i].Latest < activities[oldest].Latest) oldest = i;
        }

        return oldest;
    }

    // What is too old for an event to come that is older still need not be known aspect by aspect.
    private void Settle(in EventTerms terms)
    {
        var activities = _draft.Activities.Span;
        var newest = 0U;
        foreach (ref readonly var activity in activities) newest = Math.Max(newest, activity.Latest);
        if (newest <= terms.ReachSeconds) return;

        var (since, kept) = (newest - terms.ReachSeconds, 0);
        for (var i = 0; i < activities.Length; i++)
        {
            if (activities[i].Latest >= since) activities[kept++] = activities[i];
        }

        _draft.Activities.Keep(kept);
    }

    private static uint PlayedAt(in TitleActivity activity) => Math.Max(Math.Max(activity.Started, activity.Played), activity.Completed);
}
