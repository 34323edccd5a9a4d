using Recommender.Learning.Data;
using Recommender.Learning.Personas;
using Recommender.Ranking.Tastes;

namespace Recommender.Server.Catalogs;

/// <summary>How much tags speak for personas: the model's tags as it learnt, others as the words say. One thread at a time.</summary>
/// <param name="known">Over the first tags.</param>
internal sealed class PersonaWeights(PersonaSet known)
{
    private readonly string[] _names = [.. Enumerable.Range(0, known.Count).Select(known.Name)];
    private readonly List<float> _weights = [];

    /// <summary>The table of all tags.</summary>
    /// <param name="tags">By row; those of before are as they were.</param>
    public PersonaTable Of(IReadOnlyList<Tag> tags)
    {
        var done = _weights.Count / Math.Max(1, _names.Length);
        Add(known, Math.Min(done, known.TagCount), Math.Min(tags.Count, known.TagCount), offset: 0);
        done = Math.Max(done, known.TagCount);
        if (tags.Count > done) Add(PersonaSet.Default([.. tags.Skip(done)]), done, tags.Count, offset: done);
        return new PersonaTable { Names = _names, Weights = [.. _weights] };
    }

    private void Add(PersonaSet personas, int from, int to, int offset)
    {
        int[] rows = [.. _names.Select(name => Enumerable.Range(0, personas.Count).FirstOrDefault(row => personas.Name(row) == name, -1))];
        for (var tag = from; tag < to; tag++)
            foreach (var row in rows) _weights.Add(row < 0 ? 0 : personas.Weight(row, tag - offset));
    }
}
