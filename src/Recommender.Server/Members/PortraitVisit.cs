using Recommender.Ranking;
using Recommender.Ranking.Members;
using Recommender.Server.Generations;
using Recommender.Server.Members.Events;
using Recommender.Storage.Members;

namespace Recommender.Server.Members;

/// <summary>Takes a portrait over into a profile, from hashes of ids to rows. What the catalogue does not have stays behind.</summary>
/// <param name="served">In whose rows.</param>
/// <param name="time">As of when, in seconds since 1970, UTC.</param>
/// <param name="profile">An empty profile.</param>
/// <param name="solver">Begun for this member; receives what a vector is solved from, unless the portrait has one of the served model.</param>
internal ref struct PortraitVisit(ServedGeneration served, long time, MemberProfile profile, VectorSolver solver) : IPortraitVisitor
{
    private const float LeastImpression = 0.05f;

    /// <summary>The position of the portrait that was seen.</summary>
    public long AsOf { get; private set; }

    /// <inheritdoc/>
    public void Visit(PortraitReader portrait)
    {
        profile.Known = true;
        AsOf = portrait.AppliedPosition;
        ReadVector(portrait);
        ReadHistory(portrait.History);
        ReadMarks(portrait.Hidden, profile.Hidden);
        ReadMarks(portrait.Listed, profile.Listed);
        ReadImpressions(portrait.Impressions);
        ReadTags(portrait.Tags);
        if (profile.History.Count == 0) ReadTastes(portrait.Tastes);
    }

    private readonly void ReadVector(PortraitReader portrait)
    {
        if (served.Model is null || portrait.ModelVersion != served.Ranking.ModelVersion || portrait.Dimension != profile.Vector.Length) return;
        portrait.CopyEmbedding(profile.Vector);
        profile.HasVector = profile.Vector.ContainsAnyExcept(0f);
        if (!profile.HasVector) return;
        foreach (var (community, weight) in portrait.Communities)
            if (community < served.Ranking.Communities.Count) profile.Communities.Add(new Weighted((int)community, (float)weight));
    }

    private readonly void ReadHistory(ReadOnlySpan<HistoryEntry> history)
    {
        var (latest, inOrder) = (uint.MaxValue, true);
        foreach (ref readonly var entry in history)
        {
            var row = served.Ranking.Catalog.RowOf(entry.Title);
            if (row < 0) continue;
            if (!profile.HasVector && Taste.IsKnown(entry)) solver.AddTitle(row, entry.Strength, entry.Time);
            if (entry.State == WatchState.Noticed) continue;   // tells of taste, and is not watched
            profile.History.Add(new WatchedTitle(
                row, Taste.Of(entry, served.FoldIn?.Rule), entry.Time, entry.Position, entry.Duration, (WatchStates)entry.State, (ViewingDevice)entry.Device));
            inOrder &= entry.Time <= latest;
            latest = entry.Time;
        }

        if (!inOrder) profile.History.Span.Sort(static (a, b) => b.Time != a.Time ? b.Time.CompareTo(a.Time) : a.Row.CompareTo(b.Row));
    }

    private readonly void ReadMarks(ReadOnlySpan<TitleMark> marks, ItemBuffer<int> rows)
    {
        foreach (ref readonly var mark in marks)
        {
            var row = served.Ranking.Catalog.RowOf(mark.Title);
            if (row >= 0) rows.Add(row);
        }
    }

    private readonly void ReadImpressions(ReadOnlySpan<ImpressionCount> impressions)
    {
        var now = (uint)Math.Clamp(time, 0, uint.MaxValue);
        foreach (ref readonly var impression in impressions)
        {
            var row = served.Ranking.Catalog.RowOf(impression.Title);
            var count = impression.At(now, ImpressionList.HalfLife);
            if (row >= 0 && count >= LeastImpression) profile.Impressions.Add(new Weighted(row, count));
        }
    }

    private readonly void ReadTags(ReadOnlySpan<TagAffinity> tags)
    {
        var rowOf = served.Ranking.Tags.RowByHash;
        foreach (ref readonly var affinity in tags)
            if (rowOf.TryGetValue(affinity.Tag, out var row)) profile.Tags.Add(new Weighted(row, (float)affinity.Affinity));
    }

    private readonly void ReadTastes(ReadOnlySpan<OnboardingTaste> tastes)
    {
        var said = profile.Tags.Count > 0;
        foreach (ref readonly var taste in tastes)
        {
            if (taste.Kind == TasteKind.Tag && served.Ranking.Tags.RowByHash.TryGetValue(taste.Id, out var tag))
            {
                if (!said) profile.Tags.Add(new Weighted(tag, 1));
                if (!profile.HasVector) solver.AddTag(tag);
            }
            else if (taste.Kind == TasteKind.Title && !profile.HasVector && served.Ranking.Catalog.RowOf(taste.Id) is >= 0 and var row)
            {
                solver.AddLiked(row);
            }
        }
    }
}
