using Recommender.Learning.Communities;
using Recommender.Learning.Data;
using Recommender.Learning.Tastes;
using Recommender.Learning.Tests.Communities;
using Recommender.Numerics;
using Recommender.Numerics.Files;

namespace Recommender.Learning.Tests.Tastes;

public sealed class TasteModelTests : IDisposable
{
    private static readonly TasteOptions Options = new() { Communities = new() { MembersEach = 100 }, MicroGenres = new() { LargestPart = 0.5, LeastLift = 1 } };

    private readonly PlantedTastes _planted = new(membersEach: 100, seed: 6);
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _planted.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Matches_each_community_first_with_micro_genres_of_its_own_titles()
    {
        using var model = Learn();

        Assert.Equal(PlantedTastes.Tastes, model.Communities.Count);
        for (var community = 0; community < model.Communities.Count; community++)
        {
            var taste = PlantedTastes.TasteOfTitle(model.Communities.Favourites(community)[0]);
            var best = model.Matches.MicroGenres(community)[0];
            Assert.All(model.MicroGenres.Titles(best).ToArray(), title => Assert.Equal(taste, PlantedTastes.TasteOfTitle(title)));
            Assert.InRange(model.Matches.Affinities(community)[0], 0.5f, 1);
        }
    }

    [Fact]
    public void Opens_what_it_saved()
    {
        using var model = Learn();
        model.Save(name => _folder[name]);
        using var opened = TasteModel.Load(name => _folder[name]);

        Assert.Equal(TasteModel.Files.Order(StringComparer.Ordinal), _folder.Names());
        Assert.Equal(model.MicroGenres.Count, opened.MicroGenres.Count);
        for (var row = 0; row < model.MicroGenres.Count; row++)
        {
            Assert.Equal(model.MicroGenres.Name(row), opened.MicroGenres.Name(row));
            Assert.Equal(model.MicroGenres.Tags(row), opened.MicroGenres.Tags(row));
            Assert.Equal(model.MicroGenres.Titles(row), opened.MicroGenres.Titles(row));
            Assert.Equal(model.MicroGenres.Strengths(row), opened.MicroGenres.Strengths(row));
            Assert.Equal(model.MicroGenres.Lift(row), opened.MicroGenres.Lift(row));
        }

        for (var community = 0; community < model.Communities.Count; community++) Assert.Equal(model.Matches.MicroGenres(community), opened.Matches.MicroGenres(community));
    }

    [Fact]
    public void Refuses_files_that_contradict_each_other()
    {
        using var model = Learn();
        model.Save(name => _folder[name]);
        using (var fewer = TasteCommunities.Learn(_planted.Members, _planted.Dataset, new TasteCommunityOptions { Most = 2 })) fewer.Save(_folder["taste-communities"]);

        var refused = Assert.Throws<InvalidDataException>(() => TasteModel.Load(name => _folder[name]));
        Assert.Equal("there are 2 communities and matches of 4", refused.Message);
    }

    [Fact]
    public void Refuses_a_file_of_another_kind_by_name()
    {
        using var model = Learn();
        model.Save(name => _folder[name]);
        File.Copy(_folder["personas"], _folder["micro-genres"], overwrite: true);

        var refused = Assert.Throws<InvalidFileException>(() => TasteModel.Load(name => _folder[name]));
        Assert.Contains("holds recommender.personas; expected recommender.micro-genres", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_learnt_from_no_members_and_no_titles()
    {
        using var none = new AlignedMatrix<float>(0, 8);
        using var model = TasteModel.Learn(none, none, MadeCatalogueOfNothing());

        Assert.Equal((0, 0, 0), (model.Communities.Count, model.MicroGenres.Count, model.Matches.Count));
        model.Save(name => _folder[name]);
        using var opened = TasteModel.Load(name => _folder[name]);
        Assert.Equal(0, opened.Communities.Count);
    }

    private static Dataset MadeCatalogueOfNothing() => new(new([]), [], [], new(0, [0], [], [], []));

    // Each title lies on the axis of its taste, and those of none between all.
    private TasteModel Learn()
    {
        using var titles = new AlignedMatrix<float>(_planted.Dataset.Titles.Count, PlantedTastes.Dimension);
        for (var title = 0; title < titles.Rows; title++)
        {
            var taste = PlantedTastes.TasteOfTitle(title);
            for (var axis = 0; axis < PlantedTastes.Tastes; axis++) titles.Writable(title)[axis] = axis == taste ? 1 : taste == PlantedTastes.Tastes ? 0.5f : 0;
        }

        return TasteModel.Learn(_planted.Members, titles, _planted.Dataset, Options);
    }
}
