namespace Recommender.Ranking.Diversity;

/// <summary>
/// The tags of a row's candidates, those that any of them has numbered from 0, and by tag the candidates that have it. One thread at a time.
/// </summary>
/// <remarks>Two titles are alike by the tags that they share, which are few: going through a tag's candidates meets no others.</remarks>
internal sealed class SharedTags
{
    private int[] _numbers = [];   // by tag: its number and _base, or less where it has none yet
    private int _base = 1;
    private int[] _tags = [];      // by number
    private int[] _ends = [];      // by number, first how many candidates have it, in the end where they end
    private int[] _offsets = [0];
    private int[] _own = [];       // candidates' tags, one candidate's after the other's
    private float[] _ownWeights = [];
    private int[] _candidates = [];
    private float[] _candidateWeights = [];
    private int _all;
    private int _added;

    /// <summary>The tags that any candidate has, by their number here.</summary>
    public ReadOnlySpan<int> Tags => _tags.AsSpan(0, Count);

    /// <summary>Number of tags that any candidate has.</summary>
    public int Count { get; private set; }

    /// <summary>Of each candidate, the numbers of its tags.</summary>
    public CandidateLists<int> Lists => new(_offsets.AsSpan(0, _added + 1), (ReadOnlySpan<int>)_own);

    /// <summary>How alike the candidates are.</summary>
    public SharedTagSimilarity Similarity =>
        new(Lists, new CandidateLists<float>(_offsets.AsSpan(0, _added + 1), (ReadOnlySpan<float>)_ownWeights), _ends.AsSpan(0, Count), _candidates, _candidateWeights);

    /// <summary>Takes all candidates away.</summary>
    /// <param name="tags">Number of tags of the generation.</param>
    /// <param name="candidates">Most candidates to come.</param>
    public void Begin(int tags, int candidates)
    {
        if (_numbers.Length < tags) (_numbers, _tags, _ends, _base) = (new int[tags], new int[tags], new int[tags], 1);
        if (_offsets.Length <= candidates) _offsets = new int[2 * (candidates + 1)];
        _base += Count;
        if (_base > int.MaxValue - tags)
        {
            Array.Clear(_numbers);   // after some two thousand million numbers
            _base = 1;
        }

        (_all, _added, Count) = (0, 0, 0);
    }

    /// <summary>Adds a candidate.</summary>
    public void Add(ReadOnlySpan<int> tags, ReadOnlySpan<float> weights)
    {
        if (_own.Length - _all < tags.Length) Grow(_all + tags.Length);
        var own = _own.AsSpan(_all, tags.Length);
        weights[..tags.Length].CopyTo(_ownWeights.AsSpan(_all));
        var (numbers, ends, first) = (_numbers, _ends, _base);
        for (var i = 0; i < tags.Length; i++)
        {
            var number = numbers[tags[i]] - first;
            if (number < 0) numbers[tags[i]] = first + (number = Number(tags[i]));
            ends[number]++;
            own[i] = number;
        }

        _all += tags.Length;
        _offsets[++_added] = _all;
    }

    /// <summary>Finds the candidates of each tag, when all candidates are there. O(tags of all candidates).</summary>
    public void Finish()
    {
        var (ends, before) = (_ends, 0);
        for (var number = 0; number < Count; number++) (ends[number], before) = (before, before + ends[number]);   // for now where they begin
        var (own, candidates, weights) = (_own, _candidates, _candidateWeights);
        for (var candidate = 0; candidate < _added; candidate++)
        {
            for (var i = _offsets[candidate]; i < _offsets[candidate + 1]; i++)
            {
                var place = ends[own[i]]++;
                candidates[place] = candidate;
                weights[place] = _ownWeights[i];
            }
        }
    }

    private int Number(int tag)
    {
        (_tags[Count], _ends[Count]) = (tag, 0);
        return Count++;
    }

    private void Grow(int least)
    {
        var length = 2 * least;
        Array.Resize(ref _own, length);
        Array.Resize(ref _ownWeights, length);
        (_candidates, _candidateWeights) = (new int[length], new float[length]);
    }
}
