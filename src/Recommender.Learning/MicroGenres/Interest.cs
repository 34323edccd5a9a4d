using Recommender.Learning.Wording;

namespace Recommender.Learning.MicroGenres;

/// <summary>Judges combinations: more than chance, neither a department nor a handful, and a pleasure to read.</summary>
/// <remarks>
/// Lift is held against the likeliest way to part the terms in two and to call the parts independent, so that a term that
/// adds nothing to a good pair does not pass with it (Webb, "Discovering Significant Patterns", Machine Learning 68, 2007). A
/// standard deviation is taken off the support before, so that few titles need a higher lift than many.
/// </remarks>
internal sealed class Interest(FrequentTerms found, TitleTerms titles, MicroGenreOptions options)
{
    // Half of the worth at so many titles; and at such a part of the catalogue half of it is lost again.
    private const double FewTitles = 12;
    private const double ManyPart = 0.015;

    private readonly double _titles = CountTagged(titles);

    /// <summary>Support against what independent terms would have; 1 for one term alone.</summary>
    public double LiftOf(Combination combination)
    {
        var lift = combination.Support / _titles;
        foreach (var term in combination.Terms) lift /= found.SupportOf([term]) / _titles;
        return combination.Terms.Length == 1 ? 1 : lift;
    }

    /// <summary>How good a micro-genre it makes: above 0, or 0 where it makes none.</summary>
    public double Of(Combination combination)
    {
        var support = combination.Support;
        if (combination.Titles.Length > Math.Max(options.LargestPart * _titles, options.LeastTitles)) return 0;
        Term[] terms = [.. combination.Terms.Select(term => titles.Terms[term])];
        var surprise = terms.Length == 1 ? Alone(terms[0].Kind) : Surprise(combination);
        return surprise * Colour(terms) * support / (support + FewTitles) / (1 + support / (ManyPart * _titles));
    }

    private double Surprise(Combination combination)
    {
        var bound = (combination.Support - Math.Sqrt(combination.Support)) / LikeliestSupport(combination.Terms);
        return bound < options.LeastLift ? 0 : 1 - 1 / bound;
    }

    // The most that independent parts explain.
    private double LikeliestSupport(int[] terms)
    {
        var most = 0.0;
        var (part, rest) = (new List<int>(), new List<int>());
        for (var mask = 1u; mask < 1u << (terms.Length - 1); mask++)
        {
            part.Clear();
            rest.Clear();
            for (var i = 0; i < terms.Length; i++) ((mask & (1u << i)) != 0 ? part : rest).Add(terms[i]);
            most = Math.Max(most, found.SupportOf([.. part]) * found.SupportOf([.. rest]) / _titles);
        }

        return most;
    }

    // A term alone has no lift. A decade alone is a department, however few titles it has.
    private static double Alone(TermKind kind) => kind switch
    {
        TermKind.Theme => 0.5,
        TermKind.Genre or TermKind.Mood => 0.4,
        TermKind.Person or TermKind.Place => 0.3,
        _ => 0,
    };

    // Phrases that tell more of the titles than what shelf they stand on.
    private static double Colour(Term[] terms)
    {
        var colour = 1.0;
        foreach (var term in terms)
        {
            colour += term.Kind switch
            {
                TermKind.Mood => 0.5,
                TermKind.Theme => 0.4,
                TermKind.Place => 0.3,
                TermKind.Genre => 0.1,
                _ => 0,
            };
        }

        return terms.Length == 4 ? 0.8 * colour : colour;
    }

    private static int CountTagged(TitleTerms titles)
    {
        var count = 0;
        for (var title = 0; title < titles.Titles; title++)
            if (titles[title].Length > 0) count++;
        return count;
    }
}
