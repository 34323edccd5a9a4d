using Recommender.Ranking;
using Recommender.Ranking.Members;
using Recommender.Server.Generations;
using Recommender.Storage.Members;

namespace Recommender.Server.Members;

/// <summary>
/// Makes portraits of what is known of members, in the space of one generation: vector, communities and tag affinities. One thread
/// at a time; allocates nothing once warm.
/// </summary>
/// <param name="served">In whose space.</param>
/// <param name="usage">Of that generation.</param>
internal sealed class PortraitPainter(ServedGeneration served, TagUsage usage) : IDisposable
{
    private const int SecondsPerHour = 3_600;

    private readonly VectorSolver _solver = new();
    private readonly TagChoices _choices = new();
    private readonly ItemBuffer<Weighted> _affinities = new();
    private readonly float[] _vector = new float[served.Ranking.Catalog.Settled.Embeddings.Dimension];
    private readonly TitleMark[] _hidden = new TitleMark[PortraitLimits.Hidden];
    private readonly int[] _communityRows = new int[PortraitLimits.Communities];
    private readonly float[] _communityWeights = new float[PortraitLimits.Communities];
    private readonly CommunityWeight[] _communities = new CommunityWeight[PortraitLimits.Communities];
    private readonly TagAffinity[] _tags = new TagAffinity[PortraitLimits.Tags];
    private readonly HabitWeight[] _hours = new HabitWeight[Habits.Hours];

    /// <summary>Paints one.</summary>
    /// <param name="member">What is known. Of a history longer than a portrait's the latest is kept; older titles are kept from being shown again.</param>
    /// <param name="portrait">Receives the packed portrait, up to <see cref="PortraitLimits.Bytes"/>.</param>
    /// <returns>Bytes written.</returns>
    /// <exception cref="ArgumentException">The embedding has another shape than the model's.</exception>
    public int Paint(in MemberFacts member, Span<byte> portrait)
    {
        var history = member.History[..Math.Min(PortraitLimits.History, member.History.Length)];
        var vector = Vector(member, history) ? _vector.AsSpan() : [];
        var bytes = PortraitWriter.Write(
            new PortraitContent
            {
                Embedding = vector,
                ModelVersion = vector.IsEmpty ? 0 : served.Ranking.ModelVersion,
                Communities = Communities(vector),
                Tags = Tags(member),
                History = history,
                Hidden = Hidden(member),
                Listed = member.Listed[..Math.Min(PortraitLimits.Listed, member.Listed.Length)],
                Habits = Hours(member.History),
                Tastes = member.Tastes[..Math.Min(PortraitLimits.Tastes, member.Tastes.Length)],
            },
            portrait);
        GC.KeepAlive(served);
        return bytes;
    }

    /// <summary>Frees its memory.</summary>
    public void Dispose() => _solver.Dispose();

    private bool Vector(in MemberFacts member, ReadOnlySpan<HistoryEntry> history)
    {
        if (!member.Embedding.IsEmpty)
        {
            if (member.Embedding.Length != _vector.Length)
                throw new ArgumentException($"the embedding has {member.Embedding.Length} elements; the model has {_vector.Length}", nameof(member));
            member.Embedding.CopyTo(_vector);
            return _vector.AsSpan().ContainsAnyExcept(0f);
        }

        _solver.Begin(served);
        var known = false;
        foreach (ref readonly var entry in history)
        {
            var row = served.Ranking.Catalog.RowOf(entry.Title);
            if (row < 0 || !Taste.IsKnown(entry)) continue;
            known = true;
            _solver.AddTitle(row, entry.Strength, entry.Time);
        }

        if (!known) AddTastes(member.Tastes);
        return _solver.Solve(_vector);
    }

    private void AddTastes(ReadOnlySpan<OnboardingTaste> tastes)
    {
        foreach (ref readonly var taste in tastes)
        {
            if (taste.Kind == TasteKind.Tag && served.Ranking.Tags.RowByHash.TryGetValue(taste.Id, out var tag)) _solver.AddTag(tag);
            if (taste.Kind == TasteKind.Title && served.Ranking.Catalog.RowOf(taste.Id) is >= 0 and var row) _solver.AddLiked(row);
        }
    }

    private ReadOnlySpan<CommunityWeight> Communities(ReadOnlySpan<float> vector)
    {
        if (vector.IsEmpty || served.Tastes is not { Communities: var communities }) return [];
        var most = Math.Min(communities.Memberships, _communities.Length);
        var count = communities.Assign(vector, _communityRows.AsSpan(0, most), _communityWeights.AsSpan(0, most));
        for (var i = 0; i < count; i++) _communities[i] = new CommunityWeight((uint)_communityRows[i], (Half)_communityWeights[i]);
        return _communities.AsSpan(0, count);
    }

    // Over the whole history: what was watched long ago is taste too.
    private ReadOnlySpan<TagAffinity> Tags(in MemberFacts member)
    {
        _choices.Begin(served);
        foreach (ref readonly var entry in member.History)
            if (Taste.IsKnown(entry) && Taste.Of(entry, served.FoldIn?.Rule) >= 0) _choices.Add(served.Ranking.Catalog.RowOf(entry.Title));
        if (_choices.IsEmpty)
            foreach (ref readonly var taste in member.Tastes)
                if (taste.Kind == TasteKind.Title) _choices.Add(served.Ranking.Catalog.RowOf(taste.Id));

        _affinities.Clear();
        _choices.Finish(usage, _affinities);
        for (var i = 0; i < _affinities.Count; i++) _tags[i] = new TagAffinity(usage.HashOf(_affinities[i].Row), (Half)_affinities[i].Weight);
        return _tags.AsSpan(0, _affinities.Count);
    }

    // What was watched so long ago that the history has no room for it is still not to be shown again.
    private ReadOnlySpan<TitleMark> Hidden(in MemberFacts member)
    {
        var count = Math.Min(_hidden.Length, member.Hidden.Length);
        member.Hidden[..count].CopyTo(_hidden);
        for (var i = PortraitLimits.History; i < member.History.Length && count < _hidden.Length; i++)
            _hidden[count++] = new TitleMark(member.History[i].Title, member.History[i].Time);
        return _hidden.AsSpan(0, count);
    }

    // By the clock of UTC: where the member is, no history says. Times of 0 are not known.
    private ReadOnlySpan<HabitWeight> Hours(ReadOnlySpan<HistoryEntry> history)
    {
        for (ushort hour = 0; hour < _hours.Length; hour++) _hours[hour] = new HabitWeight(hour, 0);
        var known = 0;
        foreach (ref readonly var entry in history)
        {
            if (entry.Time == 0) continue;
            ref var habit = ref _hours[entry.Time / SecondsPerHour % Habits.Hours];
            habit = habit with { Weight = habit.Weight + 1 };
            known++;
        }

        return known == 0 ? [] : _hours;
    }
}
