namespace Recommender.Learning.Wording;

/// <summary>A word for titles as a phrase needs it. Several tags may mean the same term.</summary>
/// <param name="Kind">What part it plays.</param>
/// <param name="Name">Its own name, lower case; kind and name together are unique.</param>
/// <param name="Form">As it stands in running text: before the noun, or behind it (see <see cref="Follows"/>). Empty where it is always the noun.</param>
/// <param name="Noun">As the noun of a phrase; null where it needs one beside it.</param>
/// <param name="Order">Genres of a higher order stand nearer to the noun.</param>
/// <param name="Narrows">Names of terms that it says already.</param>
internal sealed record Term(TermKind Kind, string Name, string Form, string? Noun, int Order, IReadOnlyList<string> Narrows)
{
    private static readonly string[] Leads = ["about ", "set ", "from ", "with ", "based ", "starring ", "directed ", "written "];

    /// <summary>Whether the form stands behind the noun.</summary>
    public bool Follows { get; } = Leads.Any(lead => Form.StartsWith(lead, StringComparison.Ordinal));

    /// <summary>Whether two terms may stand beside each other: neither says what the other does.</summary>
    public bool Goes(Term other) => !Narrows.Contains(other.Name) && !other.Narrows.Contains(Name);
}
