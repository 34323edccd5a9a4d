using Recommender.Learning.Data;
using Recommender.Learning.Factorization;
using Recommender.Learning.Scoring;
using Recommender.Numerics;
using Recommender.Numerics.Solvers;

namespace Recommender.Learning.Tuning;

/// <summary>Takes embeddings of titles that were learnt elsewhere and folds members in, as the server does.</summary>
/// <remarks>The embeddings are scaled together so that the mean square of their norms is 1: the settings then mean the same whatever their scale.</remarks>
public sealed class EmbeddingsKind : IModelKind
{
    private static readonly double[] Grades = [0, 1, 4, 16];
    private readonly float[][] _rows;   // by title; empty where there is no embedding
    private readonly int _dimension;

    /// <summary>Copies the embeddings of the titles that there are.</summary>
    /// <param name="embeddings">With ids of titles.</param>
    /// <param name="titles">By title row.</param>
    /// <exception cref="InvalidDataException">None of the titles has an embedding, or all are zeros.</exception>
    public EmbeddingsKind(Embeddings embeddings, IReadOnlyList<Title> titles)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(titles);
        _dimension = embeddings.Vectors.Dimension;
        _rows = [.. titles.Select(title => embeddings.Ids.TryFind(title.Id, out var row) ? embeddings.Vectors[row].ToArray() : [])];
        Known = _rows.Count(static row => row.Length > 0);
        if (Known == 0) throw new InvalidDataException($"none of the {titles.Count} titles has an embedding; the ids do not match");

        var square = _rows.Sum(static row => row.Sum(static element => (double)element * element)) / Known;
        if (square == 0) throw new InvalidDataException("all embeddings of the titles are zeros");
        var scale = 1 / Math.Sqrt(square);
        foreach (var row in _rows)
        {
            for (var i = 0; i < row.Length; i++) row[i] = (float)(row[i] * scale);
        }
    }

    /// <summary>Number of titles with an embedding; the others score 0.</summary>
    public int Known { get; }

    /// <inheritdoc/>
    public string Name => "embeddings";

    /// <inheritdoc/>
    public IReadOnlyList<SettingRange> Space { get; } =
    [
        SettingRange.Logarithmic("regularization", 1e-5, 10, 0.01),
        SettingRange.Logarithmic("unobserved-weight", 1e-4, 1, 0.05),
        SettingRange.Choice("grade", Grades, 0),
    ];

    /// <inheritdoc/>
    public ITitleScorer Learn(Interactions training, Settings settings, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(settings);
        if (training.TitleCount != _rows.Length) throw new ArgumentException($"there are {_rows.Length} titles and interactions with {training.TitleCount}", nameof(training));
        var options = new FactorizationOptions
        {
            Dimension = _dimension,
            Regularization = settings["regularization"],
            UnobservedWeight = settings["unobserved-weight"],
            Signal = new() { Grade = settings["grade"] },
        };
        var titles = new AlignedMatrix<float>(_rows.Length, _dimension);
        for (var title = 0; title < _rows.Length; title++) _rows[title].CopyTo(titles.Writable(title));
        var weights = new float[_rows.Length];
        Array.Fill(weights, (float)options.UnobservedWeight);
        var gram = GramMatrix.Of(titles, weights, cancellation: cancellation);
        return new FactorScorer(new FactorModel(options, SignalRule.Of(options.Signal, training), new AlignedMatrix<float>(0, _dimension), titles, gram, []));
    }
}
