using Recommender.Storage.Members;

namespace Recommender.Server.Members.Events;

/// <summary>Titles that a member has put somewhere, the latest first. One thread at a time.</summary>
/// <param name="most">How many; then the oldest goes.</param>
internal sealed class MarkList(int most)
{
    private const int None = -1;

    private readonly BoundedList<TitleMark> _marks = new(most);

    public ReadOnlySpan<TitleMark> Span => _marks.Span;

    public void Set(ReadOnlySpan<TitleMark> marks) => _marks.Set(marks);

    /// <summary>Since when a title is there; 0 where it is not.</summary>
    public uint TimeOf(ulong title) => PlaceOf(title) is var place and not None ? Math.Max(1, Span[place].Time) : 0;

    /// <summary>Puts a title there, as of a time.</summary>
    public void Put(ulong title, uint time)
    {
        Take(title);
        if (_marks.IsFull) _marks.RemoveAt(_marks.Count - 1);
        var marks = _marks.Span;
        var place = marks.Length;
        while (place > 0 && (marks[place - 1].Time < time || (marks[place - 1].Time == time && marks[place - 1].Title > title))) place--;
        _marks.Insert(place, new TitleMark(title, time));
    }

    /// <summary>Takes a title away, where it is there.</summary>
    public void Take(ulong title)
    {
        if (PlaceOf(title) is var place and not None) _marks.RemoveAt(place);
    }

    private int PlaceOf(ulong title)
    {
        var marks = _marks.Span;
        for (var i = 0; i < marks.Length; i++)
        {
            if (marks[i].Title == title) return i;
        }

        return None;
    }
}
