using Recommender.Storage.Members;

namespace Recommender.Server.Members.Events;

/// <summary>How events change what is known of one title. Pure; whatever the order in which they come, the same comes out, but for events of the same second.</summary>
internal static class TitleFold
{
    // A play from here on is of the credits, and begins nothing anew.
    private const float Credits = 0.95f;

    /// <summary>Begins with what a portrait knows of a title, of which nothing was heard for long.</summary>
    /// <param name="title">The title.</param>
    /// <param name="known">Its entry in the history; null where it has none.</param>
    /// <param name="hidden">Since when it is hidden; 0 if it is not.</param>
    /// <param name="listed">Since when it is on the list; 0 if it is not.</param>
    /// <param name="terms">Say what that is worth.</param>
    public static TitleActivity Begin(ulong title, HistoryEntry? known, uint hidden, uint listed, in EventTerms terms)
    {
        var activity = new TitleActivity
        {
            Title = title,
            Hidden = hidden,
            HideStrength = hidden > 0 && known is not null ? terms.Hide : default,   // else it may be hidden for having been watched long ago
            Listed = listed,
            ListStrength = listed > 0 ? terms.List : default,
            Latest = Math.Max(hidden, listed),
        };
        if (known is not { } entry) return activity;

        var time = Math.Max(1, entry.Time);
        activity = activity with { Latest = Math.Max(activity.Latest, time) };
        if (entry.State == WatchState.None) activity = activity with { States = ActivityStates.WatchedBefore };
        if (entry.State.HasFlag(WatchState.Started)) activity = activity with { Started = time, Played = time, Placed = time, Furthest = entry.Position };
        if (entry.State.HasFlag(WatchState.Finished)) activity = activity with { Completed = time };
        if (entry.State.HasFlag(WatchState.Abandoned)) activity = activity with { Abandoned = time, AbandonStrength = AbandonStrength(entry.Position, terms) };
        if (entry.State.HasFlag(WatchState.ThumbsUp)) SetThumb(ref activity, time, ActivityStates.ThumbsUp, terms.ThumbsUp);
        if (entry.State.HasFlag(WatchState.ThumbsDown)) SetThumb(ref activity, time, ActivityStates.ThumbsDown, terms.ThumbsDown);
        return Taste.IsKnown(entry) ? activity with { Before = terms.Scale.EvidenceOf(entry.Strength) - Evidence(activity, entry.Duration, terms) } : activity;
    }

    /// <summary>Folds an event in.</summary>
    /// <param name="activity">Of the event's title.</param>
    /// <param name="entry">The title's in the history, as far as there is one: position, duration, device and plays are kept in it.</param>
    /// <param name="said">The event; no impression and no search.</param>
    /// <param name="terms">Say what it is worth.</param>
    public static void Fold(ref TitleActivity activity, ref HistoryEntry entry, in PackedEvent said, in EventTerms terms)
    {
        MoveOn(ref activity, said.Time, terms);
        switch (said.Kind)
        {
            case PackedEventKind.Play: Play(ref activity, ref entry, said, terms); break;
            case PackedEventKind.Progress or PackedEventKind.Pause or PackedEventKind.Stop or PackedEventKind.SeekBack or PackedEventKind.SeekForward: Progress(ref activity, ref entry, said); break;
            case PackedEventKind.Complete: Complete(ref activity, ref entry, said, terms); break;
            case PackedEventKind.Abandon: Abandon(ref activity, ref entry, said, terms); break;
            case PackedEventKind.ThumbsUp: SetThumb(ref activity, said.Time, ActivityStates.ThumbsUp, terms.ThumbsUp); break;
            case PackedEventKind.ThumbsDown: SetThumb(ref activity, said.Time, ActivityStates.ThumbsDown, terms.ThumbsDown); break;
            case PackedEventKind.ClearThumbs: SetThumb(ref activity, said.Time, ActivityStates.None, default); break;
            case PackedEventKind.Hide or PackedEventKind.Unhide: Hide(ref activity, said, terms); break;
            case PackedEventKind.AddToList or PackedEventKind.RemoveFromList: List(ref activity, said, terms); break;
            case PackedEventKind.Select: Add(ref activity, said.Time, terms.Select, terms); break;
            case PackedEventKind.ArtworkView: Add(ref activity, said.Time, terms.ArtworkView, terms); break;
            case PackedEventKind.TrailerView: Add(ref activity, said.Time, terms.TrailerView, terms); break;
        }
    }

    /// <summary>What a history says of a title that something was done with.</summary>
    /// <param name="activity">What was done.</param>
    /// <param name="entry">Has position, duration and plays.</param>
    /// <param name="terms">Say what it is worth.</param>
    /// <returns>The entry; its strength is 0 where it says nothing of taste.</returns>
    public static HistoryEntry Sum(in TitleActivity activity, in HistoryEntry entry, in EventTerms terms)
    {
        var evidence = Math.Clamp(Evidence(activity, entry.Duration, terms), -1, 1);
        var strength = MathF.Abs(evidence) < terms.Least ? 0 : terms.Scale.ValueOf(evidence);
        return entry with { Title = activity.Title, Time = activity.Latest, Strength = strength, State = State(activity) };
    }

    private static float Evidence(in TitleActivity activity, uint duration, in EventTerms terms)
    {
        var share = activity.Completed > 0 ? 1 : duration > 0 ? Math.Min(1, (float)activity.Furthest / duration) : 0;
        return activity.Before + activity.Sum + (terms.Completion * share) + (IsAbandoned(activity) ? (float)activity.AbandonStrength : 0)
            + (float)activity.ThumbStrength + (float)activity.HideStrength + (float)activity.ListStrength;
    }

    private static WatchState State(in TitleActivity activity)
    {
        var state = WatchState.None;
        if ((activity.Started | activity.Played | activity.Placed | activity.Completed | activity.Abandoned) != 0) state |= WatchState.Started;
        if (IsFinished(activity)) state |= WatchState.Finished;
        if (IsAbandoned(activity)) state |= WatchState.Abandoned;
        if (activity.States.HasFlag(ActivityStates.ThumbsUp)) state |= WatchState.ThumbsUp;
        if (activity.States.HasFlag(ActivityStates.ThumbsDown)) state |= WatchState.ThumbsDown;
        return state != WatchState.None || activity.States.HasFlag(ActivityStates.WatchedBefore) ? state : WatchState.Noticed;
    }

    private static bool IsFinished(in TitleActivity activity) => activity.Completed > 0 && activity.Completed >= activity.Started;

    private static bool IsAbandoned(in TitleActivity activity) => activity.Abandoned > 0 && activity.Abandoned >= activity.Played && !IsFinished(activity);

    private static void Play(ref TitleActivity activity, ref HistoryEntry entry, in PackedEvent said, in EventTerms terms)
    {
        Add(ref activity, said.Time, terms.Play, terms);
        entry = entry with { Plays = (byte)Math.Min(byte.MaxValue, entry.Plays + 1) };
        if (said.Duration == 0 || said.Position < Credits * said.Duration) activity = activity with { Started = Math.Max(activity.Started, said.Time) };
        activity = activity with { Played = Math.Max(activity.Played, said.Time) };
        Place(ref activity, ref entry, said);
        Hide(ref activity, said, terms);   // who plays it takes back that it is not to be shown
    }

    private static void Progress(ref TitleActivity activity, ref HistoryEntry entry, in PackedEvent said)
    {
        // Stopping goes with giving up, whichever is told first; the others go on.
        if (said.Kind is not (PackedEventKind.Stop or PackedEventKind.Pause)) activity = activity with { Played = Math.Max(activity.Played, said.Time) };
        if (said.Kind is not (PackedEventKind.SeekBack or PackedEventKind.SeekForward)) activity = activity with { Furthest = Math.Max(activity.Furthest, said.Position) };
        Place(ref activity, ref entry, said);
    }

    private static void Complete(ref TitleActivity activity, ref HistoryEntry entry, in PackedEvent said, in EventTerms terms)
    {
        Add(ref activity, said.Time, terms.Complete, terms);
        activity = activity with { Completed = Math.Max(activity.Completed, said.Time) };
        Place(ref activity, ref entry, said);
    }

    private static void Abandon(ref TitleActivity activity, ref HistoryEntry entry, in PackedEvent said, in EventTerms terms)
    {
        activity = activity with { Furthest = Math.Max(activity.Furthest, said.Position) };
        if (said.Time >= activity.Abandoned) activity = activity with { Abandoned = said.Time, AbandonStrength = AbandonStrength(said.Position, terms) };
        Place(ref activity, ref entry, said);
    }

    private static Half AbandonStrength(uint position, in EventTerms terms) => (Half)(position < terms.EarlySeconds ? terms.AbandonEarly : terms.AbandonLate);

    private static void Place(ref TitleActivity activity, ref HistoryEntry entry, in PackedEvent said)
    {
        entry = entry with { Duration = Math.Max(entry.Duration, said.Duration) };
        if (said.Time < activity.Placed) return;
        activity = activity with { Placed = said.Time };
        entry = entry with { Position = said.Position, Device = Habits.DeviceOf(said.Device) };
    }

    private static void SetThumb(ref TitleActivity activity, uint time, ActivityStates thumb, Half strength)
    {
        if (time < activity.Thumbed) return;
        var others = activity.States & ~(ActivityStates.ThumbsUp | ActivityStates.ThumbsDown);
        activity = activity with { Thumbed = time, States = others | thumb, ThumbStrength = strength };
    }

    private static void Hide(ref TitleActivity activity, in PackedEvent said, in EventTerms terms)
    {
        if (said.Time < activity.Hidden) return;
        activity = activity with { Hidden = said.Time, HideStrength = said.Kind == PackedEventKind.Hide ? terms.Hide : default };
    }

    private static void List(ref TitleActivity activity, in PackedEvent said, in EventTerms terms)
    {
        if (said.Time < activity.Listed) return;
        activity = activity with { Listed = said.Time, ListStrength = said.Kind == PackedEventKind.AddToList ? terms.List : default };
    }

    private static void Add(ref TitleActivity activity, uint time, float strength, in EventTerms terms) =>
        activity = activity with { Sum = activity.Sum + (strength * Fading(activity.Latest - time, terms)) };

    // What adds up is as of the latest event.
    private static void MoveOn(ref TitleActivity activity, uint time, in EventTerms terms)
    {
        if (time <= activity.Latest) return;
        activity = activity with { Sum = activity.Sum * Fading(time - activity.Latest, terms), Latest = time };
    }

    private static float Fading(uint seconds, in EventTerms terms) => (float)double.Exp2(-(double)seconds / terms.HalfLifeSeconds);
}
