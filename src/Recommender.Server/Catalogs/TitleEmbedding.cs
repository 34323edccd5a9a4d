using Recommender.Server.Models;
using Recommender.Storage.Titles;

namespace Recommender.Server.Catalogs;

/// <summary>Decides where a title's embedding comes from.</summary>
internal static class TitleEmbedding
{
    /// <summary>Adds the embedding of a title: its own where it is in the model's space, the model's where the model knows it, else what its tags give. Zeros without a model.</summary>
    public static void Add(EmbeddingSources sources, TitleReader title, ServedModel? model, int modelRow, ReadOnlySpan<int> tagRows)
    {
        if (model is null) sources.Add();
        else if (IsOwn(title, model, modelRow)) title.CopyEmbedding(sources.Add());
        else if (modelRow >= 0) sources.Add(model.Published.Titles, modelRow);
        else model.Embed(KnownTags(title, tagRows, model.Tags.Count), sources.Add());
    }

    /// <summary>Whether a title brings an embedding that counts: one given in this model's space, or in nobody knows which while the model does not know the title.</summary>
    public static bool IsOwn(TitleReader title, ServedModel model, int modelRow) =>
        title.Dimension == model.Dimension && (title.EmbeddingModel == model.Number || (title.EmbeddingModel == 0 && modelRow < 0));

    private static List<Learning.Data.TitleTag> KnownTags(TitleReader title, ReadOnlySpan<int> tagRows, int known)
    {
        var (tags, number) = (new List<Learning.Data.TitleTag>(title.BorneTags), 0);
        foreach (var tag in title.Tags)
        {
            if (number == title.BorneTags) break;
            if (tagRows[number] >= 0 && tagRows[number] < known) tags.Add(new(tagRows[number], Math.Min(1, (float)tag.Weight)));
            number++;
        }

        return tags;
    }
}
