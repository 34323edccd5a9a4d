using Recommender.Numerics.Files;
using Recommender.Storage.Models;

namespace Recommender.Server.Models;

/// <summary>What there is to say of a published model without opening all of it.</summary>
/// <param name="Number">Number of the generation.</param>
/// <param name="CreatedAt">When it was published.</param>
/// <param name="Shape">Titles, members and elements of an embedding.</param>
/// <param name="Figures">As its evaluation found, such as <c>ndcg@10</c>.</param>
public sealed record ModelSummary(long Number, DateTimeOffset CreatedAt, ModelShape Shape, IReadOnlyDictionary<string, double> Figures)
{
    /// <summary>Reads what a generation says of itself.</summary>
    /// <exception cref="IOException">A file is missing or damaged.</exception>
    public static ModelSummary Of(ModelGeneration generation)
    {
        ArgumentNullException.ThrowIfNull(generation);
        try
        {
            return new ModelSummary(generation.Number, generation.CreatedAt, PublishedModel.ShapeOf(generation), TrainingFigures.Read(PublishedModel.ReportOf(generation)));
        }
        catch (ArgumentException lacking)
        {
            throw new InvalidFileException(generation.PathOf(generation.Names[0]), 0, lacking.Message);
        }
    }
}
