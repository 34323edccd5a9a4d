using Recommender.Learning.Data;

namespace Recommender.Learning.Import;

/// <summary>The interactions of one member while they are gathered.</summary>
internal sealed class HistoryBuffer
{
    private readonly List<Interaction> _own = [];
    private int[] _titles = [];
    private float[] _values = [];
    private long[] _times = [];

    public int Count => _own.Count;

    public void Clear() => _own.Clear();

    /// <summary>Adds one, in their order; false when it met another with the same title, and one of them went.</summary>
    public bool Add(in Interaction next, DuplicatePolicy policy)
    {
        if (_own.Count == 0 || _own[^1].Title != next.Title)
        {
            _own.Add(next);
            return true;
        }

        _own[^1] = _own[^1].With(next, policy);
        return false;
    }

    /// <summary>Hands them on, oldest first; of equal times, in the order of the file.</summary>
    public void HandOn(IInteractionSink sink)
    {
        _own.Sort(static (one, other) => one.Time != other.Time ? one.Time.CompareTo(other.Time) : one.Place.CompareTo(other.Place));
        if (_titles.Length < _own.Count) (_titles, _values, _times) = (new int[_own.Count * 2], new float[_own.Count * 2], new long[_own.Count * 2]);
        for (var i = 0; i < _own.Count; i++) (_titles[i], _values[i], _times[i]) = (_own[i].Title, _own[i].Value, _own[i].Time);
        sink.Append(_titles.AsSpan(0, _own.Count), _values.AsSpan(0, _own.Count), _times.AsSpan(0, _own.Count));
    }
}
