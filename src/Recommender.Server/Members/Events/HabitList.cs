using Recommender.Storage.Members;

namespace Recommender.Server.Members.Events;

/// <summary>At what hours a member begins to play. One thread at a time.</summary>
internal sealed class HabitList
{
    // From so many on all are halved now and then, so that old habits fade.
    private const float Many = 1_024;

    private readonly BoundedList<HabitWeight> _weights = new(PortraitLimits.Habits);

    public ReadOnlySpan<HabitWeight> Span => _weights.Span;

    public void Set(ReadOnlySpan<HabitWeight> weights) => _weights.Set(weights);

    /// <summary>Counts one beginning.</summary>
    /// <param name="hour">On the member's clock, 0 to 23.</param>
    public void Count(ushort hour)
    {
        ref var habit = ref Of(hour);
        habit = habit with { Weight = habit.Weight + 1 };
        if (habit.Weight < Many) return;
        foreach (ref var weight in _weights.Span) weight = weight with { Weight = weight.Weight / 2 };
    }

    // In the order of contexts.
    private ref HabitWeight Of(ushort context)
    {
        var weights = _weights.Span;
        var place = 0;
        while (place < weights.Length && weights[place].Context < context) place++;
        if (place == weights.Length || weights[place].Context != context) _weights.Insert(place, new HabitWeight(context, 0));
        return ref _weights.Span[place];
    }
}
