using System.Numerics.Tensors;
using Recommender.Learning.Data;
using Recommender.Numerics;

namespace Recommender.Learning.TagMaps;

/// <summary>Embeddings from tags, for titles that nobody has chosen yet: what all titles have in common, and what each tag adds. Immutable; safe from many threads.</summary>
/// <remarks>
/// Gantner, Drumond, Freudenthaler, Rendle and Schmidt-Thieme, "Learning Attribute-to-Feature Mappings for Cold-Start
/// Recommendations", ICDM 2010: here by ridge regression in which a title counts the more, the more interactions it has, so that
/// a tag of few titles or of unknown ones adds little.
/// </remarks>
public sealed class TagMap : IDisposable
{
    /// <summary>Takes what each tag adds.</summary>
    /// <param name="effects">Shape (tags + 1, d); the last row is what all titles have in common. This owns it.</param>
    public TagMap(AlignedMatrix<float> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        if (effects.Rows == 0) throw new ArgumentException("there is no row for what all titles have in common", nameof(effects));
        Effects = effects;
    }

    /// <summary>What each tag adds, and last what all titles have in common, shape (tags + 1, d).</summary>
    public AlignedMatrix<float> Effects { get; }

    /// <summary>Number of tags.</summary>
    public int TagCount => Effects.Rows - 1;

    /// <summary>Trains a map.</summary>
    /// <param name="titles">With their tags.</param>
    /// <param name="tagCount">Number of tags.</param>
    /// <param name="embeddings">Of the titles, shape (titles, d).</param>
    /// <param name="support">Interactions of each title, shape (titles); those with none are not learnt from.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <returns>The map, and how it was chosen; the caller owns it.</returns>
    /// <exception cref="ArgumentException">A setting is out of range, or a shape does not match.</exception>
    public static (TagMap Map, TagMapFigures Figures) Train(
        IReadOnlyList<Title> titles, int tagCount, AlignedMatrix<float> embeddings, ReadOnlySpan<int> support,
        TagMapOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(titles);
        ArgumentNullException.ThrowIfNull(embeddings);
        options ??= new TagMapOptions();
        options.Check();
        if (embeddings.Rows != titles.Count) throw new ArgumentException($"there are {embeddings.Rows} embeddings of {titles.Count} titles", nameof(embeddings));
        if (support.Length != titles.Count) throw new ArgumentException($"length is {support.Length}; expected {titles.Count}", nameof(support));

        var known = new List<(int Title, double Weight)>();
        for (var title = 0; title < titles.Count; title++)
        {
            if (support[title] > 0) known.Add((title, support[title] / (support[title] + options.HalfSupport)));
        }

        var figures = new RidgeChoice(titles, tagCount, embeddings, known, options).Choose(cancellation);
        var solution = new RidgeRegression(TagRows.Of(titles, tagCount, known), embeddings, figures.Ridge, options).Solve(cancellation);
        return (new TagMap(Scaled(solution, tagCount + 1, embeddings.Dimension, (float)figures.Scale)), figures);
    }

    /// <summary>Writes the embedding of a title with some tags.</summary>
    /// <param name="tags">Each in [0, <see cref="TagCount"/>).</param>
    /// <param name="embedding">Receives the embedding, shape (d).</param>
    /// <exception cref="ArgumentException">The shape does not match, or there is no such tag.</exception>
    public void Embed(IReadOnlyList<TitleTag> tags, Span<float> embedding)
    {
        ArgumentNullException.ThrowIfNull(tags);
        if (embedding.Length != Effects.Dimension) throw new ArgumentException($"length is {embedding.Length}; expected {Effects.Dimension}", nameof(embedding));
        foreach (var (tag, _) in tags)
        {
            if ((uint)tag >= (uint)TagCount) throw new ArgumentException($"tag {tag} is none; allowed 0..{TagCount - 1}", nameof(tags));
        }

        Effects[TagCount].CopyTo(embedding);
        foreach (var (tag, weight) in tags) TensorPrimitives.MultiplyAdd(Effects[tag], weight, embedding, embedding);
    }

    /// <summary>Writes embeddings from tags for those titles that have none of their own.</summary>
    /// <param name="titles">With their tags.</param>
    /// <param name="own">Whether each title has an embedding of its own, shape (titles).</param>
    /// <param name="embeddings">Shape (titles, d); rows of the other titles are overwritten.</param>
    /// <exception cref="ArgumentException">A shape does not match.</exception>
    public void Fill(IReadOnlyList<Title> titles, ReadOnlySpan<bool> own, AlignedMatrix<float> embeddings)
    {
        ArgumentNullException.ThrowIfNull(titles);
        ArgumentNullException.ThrowIfNull(embeddings);
        if (own.Length != titles.Count || embeddings.Rows != titles.Count)
            throw new ArgumentException($"there are {titles.Count} titles, {own.Length} marks and {embeddings.Rows} embeddings; needed are as many of each", nameof(titles));
        for (var title = 0; title < titles.Count; title++)
        {
            if (!own[title]) Embed(titles[title].Tags, embeddings.Writable(title));
        }
    }

    /// <summary>Frees the matrix.</summary>
    public void Dispose() => Effects.Dispose();

    private static AlignedMatrix<float> Scaled(float[] solution, int rows, int dimension, float scale)
    {
        var effects = new AlignedMatrix<float>(rows, dimension);
        for (var row = 0; row < rows; row++) TensorPrimitives.Multiply(solution.AsSpan(row * dimension, dimension), scale, effects.Writable(row));
        return effects;
    }
}
