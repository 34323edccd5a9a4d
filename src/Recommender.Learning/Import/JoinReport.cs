namespace Recommender.Learning.Import;

/// <summary>How many titles another source knew.</summary>
/// <param name="Titles">Titles that were looked for.</param>
/// <param name="SameYear">Found by whole name and year.</param>
/// <param name="NearYear">Found by whole name, with a year next to theirs and a genre in common.</param>
/// <param name="PartOfName">Found by part of their name and the year, with a genre in common.</param>
/// <param name="Ambiguous">Passed over, because several films would have done.</param>
public sealed record JoinReport(int Titles, int SameYear, int NearYear, int PartOfName, int Ambiguous)
{
    /// <summary>Titles found.</summary>
    public int Found => SameYear + NearYear + PartOfName;

    /// <summary>Share of titles found, in 0..1.</summary>
    public double Share => Titles == 0 ? 0 : (double)Found / Titles;
}
