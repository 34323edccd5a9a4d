using Recommender.Learning.Data;
using Recommender.Numerics;

namespace Recommender.Learning.TagMaps;

/// <summary>Chooses the ridge by titles that are left out in turn, and with it how far predictions have shrunk.</summary>
internal sealed class RidgeChoice(
    IReadOnlyList<Title> titles, int tagCount, AlignedMatrix<float> embeddings, IReadOnlyList<(int Title, double Weight)> known, TagMapOptions options)
{
    private const double MostScale = 10;

    public TagMapFigures Choose(CancellationToken cancellation)
    {
        // Titles spread evenly over the catalogue, dealt to the folds in turn: nothing is drawn.
        var each = (known.Count + options.MaxChoosingTitles - 1) / options.MaxChoosingTitles;
        var chosen = known.Where((_, at) => at % Math.Max(1, each) == 0).ToArray();
        if (chosen.Length < options.Folds) return new(options.Ridges[options.Ridges.Count / 2], 0, 1);

        TagMapFigures? best = null;
        foreach (var ridge in options.Ridges)
        {
            var figures = Judge(chosen, ridge, cancellation);
            if (best is null || figures.Explained > best.Explained) best = figures;
        }

        return best!;
    }

    private TagMapFigures Judge((int Title, double Weight)[] chosen, double ridge, CancellationToken cancellation)
    {
        var (errors, lengths, predictedLengths) = (0.0, 0.0, 0.0);
        var predicted = new float[embeddings.Dimension];
        for (var fold = 0; fold < options.Folds; fold++)
        {
            var rows = TagRows.Of(titles, tagCount, chosen.Where((_, at) => at % options.Folds != fold));
            var solution = new RidgeRegression(rows, embeddings, ridge, options).Solve(cancellation);
            using var map = new TagMap(Matrix(solution));
            foreach (var (title, weight) in chosen.Where((_, at) => at % options.Folds == fold))
            {
                map.Embed(titles[title].Tags, predicted);
                var expected = embeddings[title];
                for (var i = 0; i < predicted.Length; i++)
                {
                    errors += weight * Math.Pow(expected[i] - predicted[i], 2);
                    lengths += weight * expected[i] * expected[i];
                    predictedLengths += weight * predicted[i] * predicted[i];
                }
            }
        }

        if (lengths == 0 || predictedLengths == 0) return new(ridge, 0, 1);
        return new(ridge, 1 - errors / lengths, Math.Min(MostScale, Math.Sqrt(lengths / predictedLengths)));
    }

    private AlignedMatrix<float> Matrix(float[] solution)
    {
        var matrix = new AlignedMatrix<float>(tagCount + 1, embeddings.Dimension);
        for (var row = 0; row <= tagCount; row++) solution.AsSpan(row * embeddings.Dimension, embeddings.Dimension).CopyTo(matrix.Writable(row));
        return matrix;
    }
}
