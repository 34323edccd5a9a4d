namespace Recommender.Learning.Evaluation;

/// <summary>The best K titles of a case, in order. One thread at a time.</summary>
/// <remarks>
/// Equal scores stand in an order drawn anew for each member, by a hash of seed, member and title: no model gains by them, none
/// loses, and every model sees the same draw. A model that scores all titles alike gets what a random list gets.
/// </remarks>
internal sealed class BestTitles(int most)
{
    private readonly (float Score, ulong Draw, int Title)[] _heap = new (float, ulong, int)[most];
    private int _count;
    private ulong _draws;

    /// <summary>Begins anew.</summary>
    public void Start(ulong seed, int member)
    {
        _count = 0;
        _draws = SplitMix64.Mix(SplitMix64.Mix(seed) + (ulong)member);
    }

    /// <summary>Offers a title, once.</summary>
    public void Offer(int title, float score)
    {
        if (_count == most && score < _heap[0].Score) return;

        var entry = (score, SplitMix64.Mix(_draws + (ulong)title * 0x9E37_79B9_7F4A_7C15), title);
        if (_count < most)
        {
            _heap[_count] = entry;
            Rise(_count++);
        }
        else if (Below(_heap[0], entry))
        {
            _heap[0] = entry;
            Sink(0);
        }
    }

    /// <summary>Writes the titles, best first, and returns their number. Nothing may be offered until the next start.</summary>
    public int Take(Span<int> titles)
    {
        var taken = _count;
        while (_count > 0)
        {
            titles[--_count] = _heap[0].Title;
            _heap[0] = _heap[_count];
            Sink(0);
        }

        return taken;
    }

    private static bool Below((float Score, ulong Draw, int Title) a, (float Score, ulong Draw, int Title) b) =>
        a.Score < b.Score || (a.Score == b.Score && a.Draw < b.Draw);

    private void Rise(int at)
    {
        for (var above = (at - 1) / 2; at > 0 && Below(_heap[at], _heap[above]); at = above, above = (at - 1) / 2)
            (_heap[at], _heap[above]) = (_heap[above], _heap[at]);
    }

    private void Sink(int at)
    {
        while (true)
        {
            var least = at;
            for (var child = 2 * at + 1; child <= 2 * at + 2 && child < _count; child++)
            {
                if (Below(_heap[child], _heap[least])) least = child;
            }

            if (least == at) return;
            (_heap[at], _heap[least]) = (_heap[least], _heap[at]);
            at = least;
        }
    }
}
