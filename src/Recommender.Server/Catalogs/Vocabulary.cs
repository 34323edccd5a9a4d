using System.Text;
using Recommender.Learning.Data;
using Recommender.Learning.MicroGenres;
using Recommender.Learning.Personas;
using Recommender.Ranking.Tastes;
using Recommender.Server.Models;
using Recommender.Storage.Members;

namespace Recommender.Server.Catalogs;

/// <summary>Tags and franchises of a catalogue by row: the model's tags first, then what titles bring. Rows stay. One thread at a time.</summary>
internal sealed class Vocabulary
{
    /// <summary>The group whose tags say in which languages a title is, and nothing else.</summary>
    public const string LanguageGroup = "language";

    private const char GroupEnd = '\u001F';
    private const int MostCharacters = 256;

    private readonly MicroGenreMembership? _membership;
    private readonly List<Tag> _tags = [];
    private readonly List<int> _terms = [];
    private readonly Dictionary<string, int> _rowOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _rowOfText;
    private readonly Dictionary<ulong, int> _rowByHash = [];
    private readonly Dictionary<ulong, int> _franchises;
    private readonly PersonaWeights _personas;
    private (TagTable Tags, PersonaTable Personas)? _tables;

    /// <summary>Starts with the tags of a model; null for none.</summary>
    public Vocabulary(ServedModel? model)
        : this(model, [], [])
    {
    }

    private Vocabulary(ServedModel? model, IEnumerable<Tag> others, Dictionary<ulong, int> franchises)
    {
        Model = model;
        _rowOfText = _rowOf.GetAlternateLookup<ReadOnlySpan<char>>();
        if (model?.Tastes is { } tastes) _membership = new MicroGenreMembership(tastes.MicroGenres, model.Tags);
        _personas = new PersonaWeights(model?.Tastes?.Personas ?? PersonaSet.Default(model?.Tags ?? []));
        foreach (var tag in model?.Tags ?? []) Add(tag);
        foreach (var tag in others) Add(tag);
        _franchises = franchises;
    }

    /// <summary>The model whose tags come first; null for none.</summary>
    public ServedModel? Model { get; }

    /// <summary>Number of tags.</summary>
    public int TagCount => _tags.Count;

    /// <summary>Prepares the same rows for another model.</summary>
    /// <returns>Makes them, on any thread; null where the other model has other tags, or has them in other rows.</returns>
    public Func<Vocabulary>? For(ServedModel model)
    {
        var known = Model?.Tags.Count ?? 0;
        if (model.Tags.Count != known || !model.Tags.SequenceEqual(Model?.Tags ?? [])) return null;
        var (others, franchises) = (_tags[known..], new Dictionary<ulong, int>(_franchises));
        return () => new Vocabulary(model, others, franchises);
    }

    /// <summary>The row of a tag, which is added where it is new.</summary>
    /// <param name="group">In UTF-8.</param>
    /// <param name="name">In UTF-8.</param>
    public int RowOf(ReadOnlySpan<byte> group, ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[MostCharacters];
        var length = Encoding.UTF8.GetChars(group, text);
        text[length++] = GroupEnd;
        length += Encoding.UTF8.GetChars(name, text[length..]);
        return _rowOfText.TryGetValue(text[..length], out var row) ? row : Add(new Tag(Encoding.UTF8.GetString(group), Encoding.UTF8.GetString(name)));
    }

    /// <summary>The number of a franchise, which is added where it is new.</summary>
    public int FranchiseOf(ReadOnlySpan<byte> franchise)
    {
        var hash = IdHash.Of(franchise);
        if (!_franchises.TryGetValue(hash, out var number)) _franchises.Add(hash, number = _franchises.Count);
        return number;
    }

    /// <summary>The micro-genres of a title.</summary>
    /// <param name="tags">Tag rows.</param>
    /// <param name="weights">As many weights, in (0, 1].</param>
    /// <returns>Strongest first. Ends with the next call.</returns>
    public ReadOnlySpan<MicroGenreStrength> MicroGenresOf(ReadOnlySpan<int> tags, ReadOnlySpan<float> weights)
    {
        if (_membership is null) return [];
        Span<int> terms = stackalloc int[tags.Length];
        for (var i = 0; i < terms.Length; i++) terms[i] = _terms[tags[i]];
        return _membership.Find(terms, weights);
    }

    /// <summary>The tags, and what they say of personas, as ranking reads them.</summary>
    public (TagTable Tags, PersonaTable Personas) Tables()
    {
        if (_tables is { } tables && tables.Tags.Count == _tags.Count) return tables;
        var tags = new TagTable
        {
            Groups = [.. _tags.Select(static tag => tag.Group)],
            Names = [.. _tags.Select(static tag => tag.Name)],
            RowByHash = new Dictionary<ulong, int>(_rowByHash),
        };
        _tables = (tags, _personas.Of(_tags));
        return _tables.Value;
    }

    private int Add(Tag tag)
    {
        var row = _tags.Count;
        _rowOf.TryAdd($"{tag.Group}{GroupEnd}{tag.Name}", row);
        _rowByHash.TryAdd(IdHash.OfTag(tag.Group, tag.Name), row);
        _tags.Add(tag);
        _terms.Add(_membership?.TermOf(tag) ?? MicroGenreMembership.NoTerm);
        return row;
    }
}
