using Recommender.Learning.Wording;

namespace Recommender.Learning.MicroGenres;

/// <summary>Which terms may stand in one phrase.</summary>
internal static class Grammar
{
    private const int MostGenres = 2;

    /// <summary>Whether a term may be added to others that may stand together.</summary>
    public static bool Allows(IEnumerable<Term> terms, Term added)
    {
        var same = 0;
        foreach (var term in terms)
        {
            if (!term.Goes(added)) return false;
            // A career has its decades by itself.
            if ((term.Kind, added.Kind) is (TermKind.Era, TermKind.Person) or (TermKind.Person, TermKind.Era)) return false;
            if (term.Kind == added.Kind) same++;
            // One noun that is nothing else: "spaghetti westerns" and "short films" cannot both end a phrase.
            if (term.Kind == TermKind.Genre && added.Kind == TermKind.Genre && term.Form.Length == 0 && added.Form.Length == 0) return false;
        }

        return same < (added.Kind == TermKind.Genre ? MostGenres : 1);
    }
}
