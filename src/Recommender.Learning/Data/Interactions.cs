namespace Recommender.Learning.Data;

/// <summary>Which member did what with which title, and when: compressed rows by member, oldest first, each title at most once. Immutable; safe from many threads.</summary>
public sealed class Interactions
{
    private readonly long[] _offsets;
    private readonly int[] _titles;
    private readonly float[] _values;
    private readonly long[] _times;

    /// <summary>Takes arrays over; nobody changes them afterwards.</summary>
    /// <param name="titleCount">Number of titles, from 0.</param>
    /// <param name="offsets">Where each member's interactions start, and after the last where they end, shape (members + 1).</param>
    /// <param name="titles">Title rows, shape (n), each in [0, <paramref name="titleCount"/>).</param>
    /// <param name="values">Ratings or strengths, finite, shape (n).</param>
    /// <param name="times">Seconds since 1970 UTC, shape (n), never falling within a member; 0 where nobody knows.</param>
    /// <exception cref="InvalidDataException">An array is not such; the message says which, where and why.</exception>
    public Interactions(int titleCount, long[] offsets, int[] titles, float[] values, long[] times)
    {
        ArgumentNullException.ThrowIfNull(offsets);
        ArgumentNullException.ThrowIfNull(titles);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(times);
        ArgumentOutOfRangeException.ThrowIfNegative(titleCount);
        (TitleCount, _offsets, _titles, _values, _times) = (titleCount, offsets, titles, values, times);
        Check();
    }

    /// <summary>Number of members.</summary>
    public int MemberCount => _offsets.Length - 1;

    /// <summary>Number of titles.</summary>
    public int TitleCount { get; }

    /// <summary>Number of interactions, n.</summary>
    public int Count => _titles.Length;

    /// <summary>Where each member's interactions start, shape (members + 1).</summary>
    public ReadOnlySpan<long> Offsets => _offsets;

    /// <summary>Title rows, shape (n).</summary>
    public ReadOnlySpan<int> Titles => _titles;

    /// <summary>Ratings or strengths, shape (n).</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Seconds since 1970 UTC, shape (n).</summary>
    public ReadOnlySpan<long> Times => _times;

    /// <summary>All that one member did.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such member.</exception>
    public MemberHistory this[int member]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(member);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(member, MemberCount);
            var (from, to) = ((int)_offsets[member], (int)_offsets[member + 1]);
            return new(_titles.AsSpan(from..to), _values.AsSpan(from..to), _times.AsSpan(from..to));
        }
    }

    private void Check()
    {
        if (_offsets.Length == 0 || _offsets[0] != 0 || _offsets[^1] != _titles.Length)
            throw new InvalidDataException($"offsets run from {_offsets.FirstOrDefault()} to {_offsets.LastOrDefault()}; needed is 0 to {_titles.Length}");
        if (_values.Length != _titles.Length || _times.Length != _titles.Length)
            throw new InvalidDataException($"there are {_titles.Length} titles, {_values.Length} values and {_times.Length} times; needed are as many of each");

        for (var i = 0; i < _titles.Length; i++)
        {
            if ((uint)_titles[i] >= (uint)TitleCount) throw new InvalidDataException($"title at {i} is {_titles[i]}; allowed 0..{TitleCount - 1}");
            if (!float.IsFinite(_values[i])) throw new InvalidDataException($"value at {i} is {_values[i]}; it must be finite");
        }

        var last = new int[TitleCount];
        for (var member = 0; member < MemberCount; member++) CheckMember(member, last);
    }

    // last[t] is 1 + the latest member seen with title t.
    private void CheckMember(int member, int[] last)
    {
        if (_offsets[member + 1] < _offsets[member]) throw new InvalidDataException($"offset {member + 1} is {_offsets[member + 1]}, less than {_offsets[member]} before it");
        for (var i = (int)_offsets[member]; i < _offsets[member + 1]; i++)
        {
            if (last[_titles[i]] == member + 1) throw new InvalidDataException($"member {member} has title {_titles[i]} twice");
            last[_titles[i]] = member + 1;
            if (i > _offsets[member] && _times[i] < _times[i - 1]) throw new InvalidDataException($"time at {i} is {_times[i]}, before {_times[i - 1]} of the same member");
        }
    }
}
