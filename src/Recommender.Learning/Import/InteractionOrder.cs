namespace Recommender.Learning.Import;

/// <summary>By member, title and place: an order without ties, so that the same input gives the same output.</summary>
internal readonly struct InteractionOrder : IComparer<Interaction>
{
    public int Compare(Interaction x, Interaction y)
    {
        if (x.Member != y.Member) return x.Member < y.Member ? -1 : 1;
        if (x.Title != y.Title) return x.Title < y.Title ? -1 : 1;
        return x.Place.CompareTo(y.Place);
    }
}
