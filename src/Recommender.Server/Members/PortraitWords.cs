using System.Text;
using Google.Protobuf.WellKnownTypes;
using Recommender.Ranking.Members;
using Recommender.Server.Generations;
using Recommender.Server.Members.Events;
using Recommender.Storage.Data;
using Recommender.Storage.Members;

namespace Recommender.Server.Members;

/// <summary>Portraits in words, in the rows and space of the served generation. Safe from many threads.</summary>
internal sealed class PortraitWords(DataStore store, IMemberReader members, CurrentGeneration current, TimeProvider time)
{
    private static readonly (WatchState State, string Word)[] Words =
    [
        (WatchState.Finished, "finished"), (WatchState.Abandoned, "abandoned"), (WatchState.ThumbsUp, "thumbs up"), (WatchState.ThumbsDown, "thumbs down"),
        (WatchState.Noticed, "noticed"),
    ];

    /// <summary>What is known of a member; null where nothing is.</summary>
    /// <exception cref="Storage.Store.StoreException">The disk cannot be read.</exception>
    public V1.MemberPortrait? Of(string memberId)
    {
        var (id, served, now) = (Encoding.UTF8.GetBytes(memberId), current.Served, time.GetUtcNow().ToUnixTimeSeconds());
        var told = new V1.MemberPortrait { MemberId = memberId };
        var visit = new Telling(told, served, now);
        if (!store.Members.TryRead(id, ref visit)) return null;

        var profile = new MemberProfile();
        members.Read(id, served, now, profile);
        if (profile.HasVector) told.ModelVersion = served.Ranking.ModelVersion;
        foreach (var (community, weight) in profile.Communities.Span)
            told.Communities.Add(new V1.CommunityShare { Community = community, Description = served.Ranking.Communities.Descriptions[community], Weight = weight });
        foreach (var (tag, affinity) in profile.Tags.Span) told.Tags.Add(new V1.TagShare { Tag = TagOf(served, tag), Affinity = affinity });
        for (var i = 0; i < profile.Personas.Length; i++)
            told.Personas.Add(new V1.PersonaShare { Name = served.Ranking.Personas.Names[i], Weight = profile.Personas[i] });
        Sort(told.Personas, static persona => -persona.Weight);
        GC.KeepAlive(served);
        return told;
    }

    private static V1.Tag TagOf(ServedGeneration served, int tag) => new() { Group = served.Ranking.Tags.Groups[tag], Name = served.Ranking.Tags.Names[tag] };

    private static void Sort<T>(Google.Protobuf.Collections.RepeatedField<T> items, Func<T, double> by)
    {
        T[] sorted = [.. items.OrderBy(by)];
        items.Clear();
        items.AddRange(sorted);
    }

    private readonly ref struct Telling(V1.MemberPortrait told, ServedGeneration served, long now) : IPortraitVisitor
    {
        public void Visit(PortraitReader portrait)
        {
            foreach (ref readonly var entry in portrait.History) told.History.Add(Entry(entry));
            foreach (ref readonly var mark in portrait.Listed) told.Listed.Add(Title(mark.Title, mark.Time));
            foreach (ref readonly var mark in portrait.Hidden) told.Hidden.Add(Title(mark.Title, mark.Time));
            foreach (ref readonly var shown in portrait.Impressions)
            {
                var title = Title(shown.Title, shown.Time);
                title.Strength = shown.At((uint)Math.Clamp(now, 0, uint.MaxValue), ImpressionList.HalfLife);
                told.Impressions.Add(title);
            }

            Sort(told.Impressions, static title => -title.Strength);
            TellHours(portrait.Habits);
            TellTastes(portrait.Tastes);
        }

        private void TellHours(ReadOnlySpan<HabitWeight> habits)
        {
            var hours = new float[Habits.Hours];
            foreach (ref readonly var habit in habits)
                if (habit.Context < hours.Length) hours[habit.Context] = habit.Weight;
            var sum = hours.Sum();
            if (sum > 0) told.Hours.AddRange(hours.Select(weight => weight / sum));
        }

        private V1.PortraitTitle Entry(in HistoryEntry entry)
        {
            var title = Title(entry.Title, entry.Time);
            title.Strength = entry.Strength;
            title.PositionSeconds = (int)Math.Min(int.MaxValue, entry.Position);
            foreach (var (state, word) in Words)
                if (entry.State.HasFlag(state)) title.States.Add(word);
            if (entry.State.HasFlag(WatchState.Started) && !entry.State.HasFlag(WatchState.Finished) && !entry.State.HasFlag(WatchState.Abandoned)) title.States.Add("started");
            return title;
        }

        private V1.PortraitTitle Title(ulong hash, uint seconds)
        {
            var title = new V1.PortraitTitle();
            if (seconds > 0) title.Time = new Timestamp { Seconds = seconds };
            var row = served.Ranking.Catalog.RowOf(hash);
            if (row < 0) return title;
            title.TitleId = IdOf(row);
            title.Name = Encoding.UTF8.GetString(served.PartOf(row, out var local).Name(local));
            return title;
        }

        private void TellTastes(ReadOnlySpan<OnboardingTaste> tastes)
        {
            foreach (ref readonly var taste in tastes)
            {
                if (taste.Kind == TasteKind.Title && served.Ranking.Catalog.RowOf(taste.Id) is >= 0 and var row) told.LikedTitleIds.Add(IdOf(row));
                if (taste.Kind == TasteKind.Tag && served.Ranking.Tags.RowByHash.TryGetValue(taste.Id, out var tag)) told.LikedTags.Add(TagOf(served, tag));
            }
        }

        private string IdOf(int row) => Encoding.UTF8.GetString(served.Ranking.Catalog.PartOf(row, out var local).Ids[local]);
    }
}
