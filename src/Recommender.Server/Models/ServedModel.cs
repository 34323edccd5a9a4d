using Recommender.Learning.Data;
using Recommender.Learning.Factorization;
using Recommender.Learning.TagMaps;
using Recommender.Learning.Tastes;
using Recommender.Numerics.Files;
using Recommender.Storage.Models;

namespace Recommender.Server.Models;

/// <summary>A published model with all that is read from its generation. Immutable; safe from many threads.</summary>
/// <remarks>What is mapped goes with the last reference to it. Whoever knows that nobody reads it any more may dispose of it earlier.</remarks>
internal sealed class ServedModel : IDisposable
{
    private const string CatalogueFile = "catalogue";

    private readonly TagMap _tagMap;

    private ServedModel(PublishedModel published, TasteModel? tastes, IReadOnlyList<Tag> tags, FoldInSettings foldIn)
    {
        (Published, Tastes, Tags, FoldIn) = (published, tastes, tags, foldIn);
        _tagMap = new TagMap(published.TagEffects);
    }

    /// <summary>Embeddings.</summary>
    public PublishedModel Published { get; }

    /// <summary>Communities, micro-genres and personas; null where nobody learnt them.</summary>
    public TasteModel? Tastes { get; }

    /// <summary>Tags by row.</summary>
    public IReadOnlyList<Tag> Tags { get; }

    /// <summary>How members are folded in.</summary>
    public FoldInSettings FoldIn { get; }

    /// <summary>Number of the generation.</summary>
    public long Number => Published.Generation.Number;

    /// <summary>Elements of an embedding.</summary>
    public int Dimension => Published.Titles.Dimension;

    /// <summary>Maps a generation.</summary>
    /// <exception cref="IOException">A file is missing or damaged, or files contradict each other; the message names it.</exception>
    public static ServedModel Open(ModelGeneration generation)
    {
        ArgumentNullException.ThrowIfNull(generation);
        PublishedModel? published = null;
        TasteModel? tastes = null;
        try
        {
            published = PublishedModel.Open(generation);
            tastes = TasteModel.Files.All(generation.Names.Contains) ? TasteModel.Load(generation.PathOf) : null;
            var tags = TagsOf(published);
            if (tastes is { MicroGenres.TitleCount: var titles } && titles != published.Titles.Rows)
                throw new InvalidDataException($"micro-genres are of {titles} titles, embeddings of {published.Titles.Rows}");
            if (tastes is not null && tastes.Personas.TagCount != tags.Count)
                throw new InvalidDataException($"personas are over {tastes.Personas.TagCount} tags; there are {tags.Count}");
            return new ServedModel(published, tastes, tags, FoldInSettings.Parse(published.FoldIn));
        }
        catch (Exception failure)
        {
            tastes?.Dispose();
            published?.Dispose();
            if (failure is IOException) throw;
            if (failure is InvalidDataException or ArgumentException) throw new IOException($"model {generation.Number} cannot be served: {failure.Message}", failure);
            throw;
        }
    }

    /// <summary>Writes the embedding that tags give.</summary>
    /// <param name="tags">Rows of <see cref="Tags"/> with weights.</param>
    /// <param name="embedding">Receives it, shape (<see cref="Dimension"/>).</param>
    public void Embed(IReadOnlyList<TitleTag> tags, Span<float> embedding) => _tagMap.Embed(tags, embedding);

    /// <summary>Lets go of the files.</summary>
    public void Dispose()
    {
        Tastes?.Dispose();
        _tagMap.Dispose();
        Published.Dispose();
    }

    // Before models named their tags, the catalogue that was published along did.
    private static IReadOnlyList<Tag> TagsOf(PublishedModel model)
    {
        if (model.Tags is { } named) return [.. named.Select(static tag => new Tag(tag.Group, tag.Id))];
        if (!model.Generation.Names.Contains(CatalogueFile, StringComparer.Ordinal))
            throw new InvalidDataException("it does not say what its tags are called, as models of an earlier version did not; train it anew");
        var path = model.Generation.PathOf(CatalogueFile);
        var tags = Learning.Data.CatalogueFile.Open(path).Tags;
        return tags.Count == model.TagEffects.Rows - 1 ? tags : throw new InvalidFileException(path, 0, $"there are {tags.Count} tags and effects of {model.TagEffects.Rows - 1}");
    }
}
