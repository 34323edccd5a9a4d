using System.Globalization;
using System.Numerics.Tensors;
using System.Text;
using Recommender.Learning.Tastes;
using Recommender.Numerics;
using Recommender.Ranking.Tastes;
using Recommender.Server.Models;
using Recommender.Storage.Members;

namespace Recommender.Server.Generations;

/// <summary>What a model says of micro-genres and communities, whatever the catalogue. Made once for each model. Immutable.</summary>
/// <param name="MicroGenres">As ranking sees them.</param>
/// <param name="Descriptions">Of communities.</param>
/// <param name="CommunityMicroGenres">By community.</param>
/// <param name="CommunityAffinities">As many, by community.</param>
internal sealed record ModelTables(
    MicroGenreTable MicroGenres, string[] Descriptions, CompressedRows<int> CommunityMicroGenres, CompressedRows<float> CommunityAffinities)
{
    private const string RowIdPrefix = "micro-genre:";
    private const char TagEnd = '\u001E';
    private const char GroupEnd = '\u001F';

    /// <summary>Reads a model; null for none.</summary>
    public static ModelTables Of(ServedModel? model)
    {
        if (model?.Tastes is not { } tastes) return new(NoMicroGenres(model?.Dimension ?? 1), [], new([0], []), new([0], []));
        var (genres, matches, affinities) = (tastes.MicroGenres, new RowsBuilder<int>(), new RowsBuilder<float>());
        for (var community = 0; community < tastes.Matches.Count; community++)
        {
            matches.AddRow(tastes.Matches.MicroGenres(community));
            affinities.AddRow(tastes.Matches.Affinities(community));
        }

        var tags = new RowsBuilder<int>();
        for (var row = 0; row < genres.Count; row++) tags.AddRow(genres.Tags(row));
        var table = new MicroGenreTable
        {
            Names = [.. Enumerable.Range(0, genres.Count).Select(genres.Name)],
            RowIds = [.. Enumerable.Range(0, genres.Count).Select(row => RowId(model, row))],
            Tags = tags.Build(),
            Directions = Directions(model, tastes),
        };
        return new(table, [.. Enumerable.Range(0, tastes.Communities.Count).Select(tastes.Communities.Description)], matches.Build(), affinities.Build());
    }

    private static MicroGenreTable NoMicroGenres(int dimension) =>
        new() { Names = [], RowIds = [], Tags = new([0], []), Directions = new AlignedMatrix<float>(0, dimension) };

    // By what its tags are called: rows differ from model to model.
    private static byte[] RowId(ServedModel model, int row)
    {
        var names = new List<string>();
        foreach (var tag in model.Tastes!.MicroGenres.Tags(row)) names.Add($"{model.Tags[tag].Group}{GroupEnd}{model.Tags[tag].Name}");
        names.Sort(StringComparer.Ordinal);
        var hash = IdHash.Of(Encoding.UTF8.GetBytes(string.Join(TagEnd, names)));
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{RowIdPrefix}{hash:x16}"));
    }

    private static AlignedMatrix<float> Directions(ServedModel model, TasteModel tastes)
    {
        var (genres, titles) = (tastes.MicroGenres, model.Published.Titles);
        var directions = new AlignedMatrix<float>(genres.Count, titles.Dimension);
        for (var row = 0; row < genres.Count; row++)
        {
            var direction = directions.Writable(row);
            for (var i = 0; i < genres.Titles(row).Length; i++) TensorPrimitives.MultiplyAdd(titles[genres.Titles(row)[i]], genres.Strengths(row)[i], direction, direction);
            var norm = TensorPrimitives.Norm(direction);
            if (norm > 0) TensorPrimitives.Divide(direction, norm, direction);
        }

        return directions;
    }
}
