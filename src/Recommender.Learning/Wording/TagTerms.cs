using Recommender.Learning.Data;

namespace Recommender.Learning.Wording;

/// <summary>Which term each tag of a catalogue means: tags that mean the same have one. Immutable.</summary>
internal sealed class TagTerms
{
    /// <summary>The term of a tag that says nothing.</summary>
    public const int None = -1;

    private readonly Words _words;
    private readonly HashSet<string> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<(TermKind, string), int> _rows = [];
    private readonly List<Term> _terms = [];
    private readonly int[] _termOfTag;

    private TagTerms(IReadOnlyList<Tag> tags, Words words)
    {
        (_words, _termOfTag) = (words, new int[tags.Count]);
        foreach (var tag in tags)
            if (words.Read(tag) is { Kind: TermKind.Person } person) _people.Add(person.Name);
        for (var tag = 0; tag < _termOfTag.Length; tag++) _termOfTag[tag] = Add(tags[tag]);
    }

    /// <summary>By term row.</summary>
    public IReadOnlyList<Term> Terms => _terms;

    /// <summary>The term row of a tag row; <see cref="None"/> where it says nothing.</summary>
    public int this[int tag] => _termOfTag[tag];

    /// <summary>Reads tags.</summary>
    public static TagTerms Of(IReadOnlyList<Tag> tags, Words words) => new(tags, words);

    /// <summary>The term row of a tag that the catalogue may not have; <see cref="None"/> where it says nothing, or what no other tag does.</summary>
    public int TermOf(Tag tag) => Read(tag) is { } term && _rows.TryGetValue((term.Kind, term.Name), out var row) ? row : None;

    private Term? Read(Tag tag)
    {
        if (_words.Read(tag) is not { } term) return null;
        // Viewers tag with an actor's name what the cast list knows already.
        return term.Kind == TermKind.Theme && _people.Contains(term.Name) ? term with { Kind = TermKind.Person } : term;
    }

    private int Add(Tag tag)
    {
        if (Read(tag) is not { } term) return None;
        if (!_rows.TryGetValue((term.Kind, term.Name), out var row))
        {
            _rows.Add((term.Kind, term.Name), row = _terms.Count);
            _terms.Add(term);
        }
        else if (term.Kind == TermKind.Person && term.Follows)
        {
            // The cast list writes the name as people do.
            _terms[row] = term;
        }

        return row;
    }
}
