using System.Globalization;
using System.Text;
using Recommender.Server.Generations;
using Recommender.Storage.Members;
using Recommender.Storage.Titles;

namespace Recommender.Server.Rehearsals;

/// <summary>Some titles and members of what is served, as the stores keep them, spread evenly; where there are few, titles of the model that nobody has put yet.</summary>
/// <param name="Titles">Packed.</param>
/// <param name="Members">Packed.</param>
internal sealed record RehearsalSample(IReadOnlyList<(byte[] Id, byte[] Packed)> Titles, IReadOnlyList<(byte[] Id, byte[] Packed)> Members)
{
    private const int FewTitles = 200;
    private const int TagsOfTitle = 4;

    /// <summary>Draws one.</summary>
    /// <param name="state">What is served.</param>
    /// <param name="mostTitles">Most titles.</param>
    /// <param name="mostMembers">Most members.</param>
    public static RehearsalSample Of(ServingState state, int mostTitles, int mostMembers)
    {
        var titles = TitlesOf(state, mostTitles);
        if (titles.Count < FewTitles) titles.AddRange(Made(state, titles));
        return new(titles, MembersOf(state, mostMembers));
    }

    private static List<(byte[] Id, byte[] Packed)> TitlesOf(ServingState state, int most)
    {
        var (served, titles) = (state.Current.Served, new List<(byte[] Id, byte[] Packed)>());
        var catalog = served.Ranking.Catalog;
        foreach (var row in Spread(catalog.Rows, most))
        {
            var (part, copy) = (catalog.PartOf(row, out var local), new Copy());
            if (state.Data.Titles.TryRead(part.Ids[local], ref copy)) titles.Add((part.Ids[local].ToArray(), copy.Packed!));
        }

        return titles;
    }

    private static List<(byte[] Id, byte[] Packed)> MembersOf(ServingState state, int most)
    {
        var (ids, members) = (state.Current.Served.Model?.MemberIds ?? [], new List<(byte[] Id, byte[] Packed)>());
        foreach (var row in Spread(ids.Count, most))
        {
            var (id, copy) = (Encoding.UTF8.GetBytes(ids[row]), new Copy());
            if (state.Data.Members.TryRead(id, ref copy)) members.Add((id, copy.Packed!));
        }

        return members;
    }

    private static IEnumerable<(byte[] Id, byte[] Packed)> Made(ServingState state, IEnumerable<(byte[] Id, byte[] Packed)> there)
    {
        var model = state.Current.Served.Model;
        var known = there.Select(static title => IdHash.Of(title.Id)).ToHashSet();
        for (var i = 0; i < FewTitles; i++)
        {
            var id = Encoding.UTF8.GetBytes(i < model?.TitleIds.Count ? model.TitleIds[i] : string.Create(CultureInfo.InvariantCulture, $"title-{i}"));
            if (!known.Add(IdHash.Of(id))) continue;
            Tag[] tags = model?.Tags is { Count: > 0 } all ? [.. Enumerable.Range(0, TagsOfTitle).Select(k => all[((i * 7) + (k * k * 5)) % all.Count]).Distinct()] : [new Tag("genre", "drama")];
            yield return (id, TitleWriter.Write(new Title
            {
                Name = "A title",
                Year = 2000,
                Tags = [.. tags.Select(static tag => new TitleTag(tag, 1))],
                Availability = [AvailabilityWindow.Unlimited],
                Artworks = [.. tags.Select((tag, k) => new Artwork(string.Create(CultureInfo.InvariantCulture, $"{i}-{k}"), k == 0 ? ArtworkKind.Poster : ArtworkKind.Still, "https://example.org/artwork", [tag]))],
            }));
        }
    }

    private static IEnumerable<int> Spread(int count, int most)
    {
        for (var i = 0; i < Math.Min(count, most); i++) yield return (int)((long)i * count / Math.Min(count, most));
    }

    private struct Copy : ITitleVisitor, IPortraitVisitor
    {
        public byte[]? Packed { get; private set; }

        public void Visit(TitleReader title) => Packed = title.Bytes.ToArray();

        public void Visit(PortraitReader portrait) => Packed = portrait.Bytes.ToArray();
    }
}
