using System.Runtime.InteropServices;
using Recommender.Numerics;
using Recommender.Storage.Titles;

namespace Recommender.Server.Catalogs;

/// <summary>Tags and micro-genres of titles in the making. One thread at a time.</summary>
internal sealed class TagColumns(Vocabulary vocabulary)
{
    private readonly RowsBuilder<int> _tags = new();
    private readonly RowsBuilder<float> _weights = new();
    private readonly RowsBuilder<Half> _stored = new();
    private readonly RowsBuilder<int> _microGenres = new();
    private readonly RowsBuilder<float> _strengths = new();
    private readonly List<int> _rows = [];       // of all tags of the title that is added; -1 for a language
    private readonly List<float> _raw = [];      // weights of the tags that it bears

    /// <summary>Adds a title.</summary>
    /// <returns>Rows of all its tags, those that it bears first, in the store's order; -1 for a language. Ends with the next call.</returns>
    public ReadOnlySpan<int> Add(TitleReader title)
    {
        Read(title);
        var rows = CollectionsMarshal.AsSpan(_rows);
        for (var i = 0; i < title.BorneTags; i++)
        {
            if (rows[i] < 0) continue;
            _tags.Add(rows[i]);
            _weights.Add(_raw[i]);
            _stored.Add((Half)_raw[i]);   // exactly: the store keeps no more
        }

        AddMicroGenres();
        Normalise(_weights.Open);
        _tags.EndRow();
        _weights.EndRow();
        _stored.EndRow();
        return rows;
    }

    /// <summary>Adds a title of another part.</summary>
    public void Add(BuiltPart from, int row)
    {
        _tags.AddRow(from.Columns.Tags[row]);
        _weights.AddRow(from.Columns.TagWeights[row]);
        _stored.AddRow(from.Weights[row]);
        _microGenres.AddRow(from.Columns.MicroGenres[row]);
        _strengths.AddRow(from.Strengths[row]);
    }

    /// <summary>Adds a title without any.</summary>
    public void AddNone()
    {
        _tags.EndRow();
        _weights.EndRow();
        _stored.EndRow();
        _microGenres.EndRow();
        _strengths.EndRow();
    }

    /// <summary>All that was added. More may be added behind it.</summary>
    public (CompressedRows<int> Tags, CompressedRows<float> Weights, CompressedRows<Half> Stored, CompressedRows<int> MicroGenres, CompressedRows<float> Strengths) Build() =>
        (_tags.Build(), _weights.Build(), _stored.Build(), _microGenres.Build(), _strengths.Build());

    private void Read(TitleReader title)
    {
        Span<byte> bytes = stackalloc byte[64 * 64];   // of the names of the groups: as many and as long as the store has them
        Span<Range> groups = stackalloc Range[64];
        var (at, count) = (0, 0);
        foreach (var group in title.Groups)
        {
            group.Utf8.CopyTo(bytes[at..]);
            groups[count++] = at..(at + group.Utf8.Length);
            at += group.Utf8.Length;
        }

        _rows.Clear();
        _raw.Clear();
        foreach (var tag in title.Tags)
        {
            var group = bytes[groups[tag.Group]];
            var isLanguage = group.SequenceEqual(LanguageGroup);
            var weight = Math.Min(1, (float)tag.Weight);
            var borne = _rows.Count < title.BorneTags;
            _rows.Add(isLanguage || (borne && !(weight > 0)) ? -1 : vocabulary.RowOf(group, tag.Id));
            if (borne) _raw.Add(weight);
        }
    }

    private void AddMicroGenres()
    {
        foreach (var (microGenre, strength) in vocabulary.MicroGenresOf(_tags.Open, _weights.Open))
        {
            _microGenres.Add(microGenre);
            _strengths.Add(strength);
        }

        _microGenres.EndRow();
        _strengths.EndRow();
    }

    private static ReadOnlySpan<byte> LanguageGroup => "language"u8;

    private static void Normalise(Span<float> weights)
    {
        var square = 0.0;
        foreach (var weight in weights) square += (double)weight * weight;
        var norm = (float)Math.Sqrt(square);
        foreach (ref var weight in weights) weight /= norm;
    }
}
