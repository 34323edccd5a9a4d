using Recommender.Learning.Data;
using Recommender.Learning.Wording;
using Recommender.Numerics;
using Recommender.Numerics.Files;

namespace Recommender.Learning.Personas;

/// <summary>A dozen broad types by which titles are presented, and how much members are of each. They choose no title. Immutable; safe from many threads.</summary>
public sealed class PersonaSet : IDisposable
{
    /// <summary>What its file holds.</summary>
    public const string Kind = "recommender.personas";

    private const int Version = 1;

    private readonly string[] _names;
    private readonly float[] _usual;
    private readonly CompressedRows<int> _personasOfTag;   // by tag: the personas that it speaks for, and how much
    private readonly CompressedRows<float> _weightsOfTag;

    private PersonaSet(string[] names, float[] usual, CompressedRows<int> personasOfTag, CompressedRows<float> weightsOfTag) =>
        (_names, _usual, _personasOfTag, _weightsOfTag) = (names, usual, personasOfTag, weightsOfTag);

    /// <summary>Number of personas.</summary>
    public int Count => _names.Length;

    /// <summary>Number of tags of the catalogue that they were made for.</summary>
    public int TagCount => _personasOfTag.Rows;

    /// <summary>Its name, such as <c>romance</c>.</summary>
    public string Name(int persona) => _names[persona];

    /// <summary>How much a tag speaks for a persona, 0 to 1.</summary>
    public float Weight(int persona, int tag)
    {
        var at = _personasOfTag[tag].IndexOf(persona);
        return at < 0 ? 0 : _weightsOfTag[tag][at];
    }

    /// <summary>The personas that come with the program, over a catalogue's tags: every member is held against a member of no taste.</summary>
    public static PersonaSet Default(IReadOnlyList<Tag> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        var (names, ofTag) = PersonaWords.Read(tags, Words.Default);
        var usual = new float[names.Length];
        Array.Fill(usual, 1);
        return new PersonaSet(
            names, usual,
            Rows.Of(ofTag.Select(static personas => personas.Select(static pair => pair.Persona).ToArray())),
            Rows.Of(ofTag.Select(static personas => personas.Select(static pair => pair.Weight).ToArray())));
    }

    /// <summary>The same, with members held against what all members of a dataset chose together: where everybody watches dramas, that makes nobody a dramatic type.</summary>
    public static PersonaSet Learn(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var personas = Default(dataset.Tags);
        var sums = new double[personas.Count];
        foreach (var title in dataset.Interactions.Titles)
            foreach (var (tag, weight) in dataset.Titles[title].Tags) personas.Add(tag, weight, sums);

        var total = sums.Sum();
        for (var persona = 0; persona < sums.Length; persona++)
            personas._usual[persona] = total > 0 ? (float)(sums[persona] / total * sums.Length) : 1;
        return personas;
    }

    /// <summary>Writes how much a member is of each persona. Allocates nothing.</summary>
    /// <param name="tags">Tag rows, shape (n); one may stand there several times.</param>
    /// <param name="affinities">How often the member chose titles with each, from 0, in any unit, shape (n).</param>
    /// <param name="weights">Receives weights from 0, sum 1, shape (personas); all alike where no tag speaks for any persona.</param>
    /// <exception cref="ArgumentException">A shape does not match, or an affinity is negative or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such tag.</exception>
    public void Assign(ReadOnlySpan<int> tags, ReadOnlySpan<float> affinities, Span<float> weights)
    {
        if (tags.Length != affinities.Length) throw new ArgumentException($"lengths are {tags.Length} and {affinities.Length}; they must be equal", nameof(affinities));
        if (weights.Length != Count) throw new ArgumentException($"length is {weights.Length}; expected {Count}", nameof(weights));
        Span<double> sums = stackalloc double[Count];
        for (var i = 0; i < tags.Length; i++)
        {
            if (!(affinities[i] >= 0) || !float.IsFinite(affinities[i])) throw new ArgumentException($"affinity {i} is {affinities[i]}; allowed are finite numbers from 0", nameof(affinities));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)tags[i], (uint)TagCount, nameof(tags));
            Add(tags[i], affinities[i], sums);
        }

        Weigh(sums, weights);
    }

    /// <summary>Writes a file, in place of any older one.</summary>
    /// <exception cref="IOException">The folder is absent or the disk is full or fails; the old file is untouched.</exception>
    public void Save(string path)
    {
        using var file = SectionFileWriter.Create(path, Kind, Version);
        TextColumn.Write(file, "names", _names);
        file.Write<float>("usual", _usual);
        _personasOfTag.Save(file, "personas");
        _weightsOfTag.Save(file, "weights");
        file.Commit();
    }

    /// <summary>Maps a file. The caller disposes of it.</summary>
    /// <exception cref="InvalidFileException">The file is damaged, of another kind or a later version, or its parts contradict each other.</exception>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static PersonaSet Load(string path)
    {
        using var file = SectionFile.Open(path, Kind, Version);
        var names = TextColumn.Read(file, "names");
        using var usual = file.Vector<float>("usual", names.Length);
        var personas = new PersonaSet(names, usual.Span.ToArray(), file.CompressedRows<int>("personas"), file.CompressedRows<float>("weights"));
        if (personas.Fault() is not { } fault) return personas;

        personas.Dispose();
        throw new InvalidFileException(path, 0, fault);
    }

    /// <summary>Lets go of the file.</summary>
    public void Dispose()
    {
        _personasOfTag.Dispose();
        _weightsOfTag.Dispose();
    }

    private void Add(int tag, double affinity, Span<double> sums)
    {
        var personas = _personasOfTag[tag];
        var weights = _weightsOfTag[tag];
        for (var i = 0; i < personas.Length; i++) sums[personas[i]] += affinity * weights[i];
    }

    // By the square of what is more than usual, so that a member is what stands out and not a little of everything.
    private void Weigh(Span<double> sums, Span<float> weights)
    {
        const double prior = 1e-3;
        var (total, squares) = (0.0, 0.0);
        foreach (var sum in sums) total += sum;
        if (total == 0)
        {
            weights.Fill(1f / Math.Max(1, Count));
            return;
        }

        for (var i = 0; i < sums.Length; i++)
        {
            var more = sums[i] / total * Count / (_usual[i] + prior * Count);
            sums[i] = more * more * Math.Min(1, sums[i] / total * Count);   // a rare persona asks for more than a title
            squares += sums[i];
        }

        for (var i = 0; i < sums.Length; i++) weights[i] = (float)(sums[i] / squares);
    }

    private string? Fault()
    {
        if (_personasOfTag.Rows != _weightsOfTag.Rows) return $"there are personas of {_personasOfTag.Rows} tags and weights of {_weightsOfTag.Rows}";
        for (var tag = 0; tag < TagCount; tag++)
        {
            if (_personasOfTag[tag].Length != _weightsOfTag[tag].Length) return $"tag {tag} has {_personasOfTag[tag].Length} personas and {_weightsOfTag[tag].Length} weights";
            foreach (var persona in _personasOfTag[tag])
                if ((uint)persona >= (uint)Count) return $"tag {tag} has persona {persona}; allowed 0..{Count - 1}";
        }

        return null;
    }
}
