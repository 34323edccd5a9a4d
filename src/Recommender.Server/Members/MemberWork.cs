using Recommender.Ranking;
using Recommender.Ranking.Members;
using Recommender.Server.Generations;
using Recommender.Storage.Members;

namespace Recommender.Server.Members;

/// <summary>What it takes to complete one member's profile, kept for the next. One thread at a time.</summary>
internal sealed class MemberWork
{
    // What was watched lately says how to present titles now.
    private const int TitlesOfPersona = 64;

    // Titles lie anywhere in the catalogue: so many before one is read it is asked for.
    private const int Ahead = 8;

    private readonly ItemBuffer<int> _tags = new();
    private readonly ItemBuffer<float> _weights = new();
    private readonly int[] _communities = new int[PortraitLimits.Communities];
    private readonly TagChoices _choices = new();
    private readonly float[] _communityWeights = new float[PortraitLimits.Communities];

    /// <summary>Solves for vectors.</summary>
    public VectorSolver Solver { get; } = new();

    /// <summary>Finds the communities of a profile that has a vector.</summary>
    public void AssignCommunities(ServedGeneration served, MemberProfile profile)
    {
        if (served.Tastes is not { Communities: var communities }) return;
        var most = Math.Min(communities.Memberships, _communities.Length);
        var count = communities.Assign(profile.Vector, _communities.AsSpan(0, most), _communityWeights.AsSpan(0, most));
        for (var i = 0; i < count; i++) profile.Communities.Add(new Weighted(_communities[i], (float)(Half)_communityWeights[i]));   // as exact as portraits keep them
    }

    /// <summary>Finds the tags of a profile from its history, in place of those that it has; one without a history keeps them.</summary>
    public void AssignTags(ServedGeneration served, TagUsage usage, MemberProfile profile)
    {
        _choices.Begin(served);
        var history = profile.History.Span;
        for (var i = 0; i < history.Length; i++)
        {
            if (i + Ahead < history.Length) _choices.Expect(history[i + Ahead].Row);
            ref readonly var title = ref history[i];
            if (title.Strength > 0 || title is { Strength: 0, States: WatchStates.None }) _choices.Add(title.Row);
        }

        if (_choices.IsEmpty) return;
        profile.Tags.Clear();
        _choices.Finish(usage, profile.Tags);
    }

    /// <summary>Finds the personas of a profile, from the tags of its history or else from its own; all alike where it has neither.</summary>
    public void AssignPersonas(ServedGeneration served, MemberProfile profile)
    {
        if (served.Tastes is not { Personas: var personas })
        {
            profile.Personas.Fill(1f / Math.Max(1, profile.Personas.Length));
            return;
        }

        _tags.Clear();
        _weights.Clear();
        foreach (ref readonly var title in profile.History.Span[..Math.Min(TitlesOfPersona, profile.History.Count)])
        {
            if (title.Strength < 0) continue;
            var part = served.Ranking.Catalog.PartOf(title.Row, out var local);
            var tags = part.Tags[local];
            var weights = part.TagWeights[local];
            for (var i = 0; i < weights.Length; i++) Add(tags[i], weights[i], personas.TagCount);
        }

        if (_tags.Count == 0)
            foreach (ref readonly var tag in profile.Tags.Span) Add(tag.Row, tag.Weight, personas.TagCount);
        personas.Assign(_tags.Span, _weights.Span, profile.Personas);
    }

    // Tags that only the catalogue has speak for no persona.
    private void Add(int tag, float weight, int known)
    {
        if (tag >= known || !(weight > 0)) return;
        _tags.Add(tag);
        _weights.Add(weight);
    }
}
