namespace Recommender.Learning.Import;

/// <summary>Gives titles with IMDb ids what MovieLens knows of them: other names, genres and its viewers' tags.</summary>
internal static class MovieLensJoin
{
    private const float GenreWeight = 0.8f;

    public static void Run(string folder, ImportContext context, CatalogueDraft titles)
    {
        var links = FilmCatalogue.ReadLinks(FilmFolders.Require(folder, "links"), context);
        var others = new CatalogueDraft();
        FilmCatalogue.ReadMovies(FilmFolders.Require(folder, "movies"), context, others);

        var byImdbId = titles.Drafts.GroupBy(static draft => draft.Id.TrimStart('0')).ToDictionary(static same => same.Key, static same => same.First(), StringComparer.Ordinal);
        TitleDraft? Find(string id) => links.TryGetValue(id, out var imdbId) ? byImdbId.GetValueOrDefault(imdbId) : null;

        foreach (var other in others.Drafts)
        {
            if (Find(other.Id) is not { } title) continue;
            title.OtherNames.UnionWith(other.OtherNames.Prepend(other.Name));
            foreach (var tag in other.Tags.Keys.Where(static tag => tag.Group == TagGroups.Genre)) title.Add(tag, GenreWeight);
        }

        if (FilmFolders.Find(folder, "tags") is { } tags) UserTags.AddTo(FilmCatalogue.ReadTags(tags, context), Find, context.Options.LeastTagSupport);
    }
}
