using Recommender.Learning.Wording;

namespace Recommender.Learning.MicroGenres;

/// <summary>How much of what a title is a combination means: a crime drama that is five other things as well is less of one.</summary>
internal static class Purity
{
    /// <summary>In (0, 1]: the root of the part of the title's genres that are meant; 1 where no genre is.</summary>
    /// <param name="title">The terms of the title.</param>
    /// <param name="combination">Term rows.</param>
    /// <param name="terms">By term row.</param>
    public static float Of(ReadOnlySpan<TitleTerm> title, ReadOnlySpan<int> combination, IReadOnlyList<Term> terms)
    {
        var (genres, meant) = (0, 0);
        foreach (var (term, _) in title)
        {
            if (terms[term].Kind != TermKind.Genre) continue;
            genres++;
            if (combination.Contains(term)) meant++;
        }

        return meant == 0 ? 1 : (float)Math.Sqrt((double)meant / genres);
    }
}
