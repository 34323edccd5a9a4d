using Recommender.Ranking;
using Recommender.Ranking.Artworks;
using Recommender.Ranking.Catalogs;
using Recommender.Ranking.Pages;
using Recommender.Server.Generations;
using Recommender.Server.Pages;
using Recommender.Storage.Decisions;

namespace Recommender.Server.Decisions;

/// <summary>An answered call on its way to the log: what of its page the log tells. Refilled for every decision; one thread at a time.</summary>
internal sealed class PendingDecision
{
    private readonly byte[] _id = new byte[Pages.Wire.DecisionId.Bytes];

    /// <summary>What the page was made from.</summary>
    public ServedGeneration Served { get; private set; } = null!;

    /// <summary>Whose page it is.</summary>
    public string MemberId { get; private set; } = "";

    /// <summary>Where it is shown, as the caller called it.</summary>
    public string Surface { get; private set; } = "";

    /// <summary>The answer's id, as it is on the wire.</summary>
    public ReadOnlySpan<byte> Id => _id;

    /// <summary>The member's strongest persona; -1 for none.</summary>
    public int Persona { get; private set; }

    /// <summary>Version of what was known of artworks.</summary>
    public long Policy { get; private set; }

    /// <summary>Hour of the day on the member's clock.</summary>
    public byte Hour { get; private set; }

    public ItemBuffer<PageRow> Rows { get; } = new();

    /// <summary>What was chosen for the titles; each is numbered by its row of the generation.</summary>
    public ItemBuffer<TitleChoice> Titles { get; } = new();

    /// <summary>As <see cref="Page.Chances"/>.</summary>
    public ItemBuffer<float> Chances { get; } = new();

    /// <summary>Bytes of the copy, about.</summary>
    public int Bytes => (sizeof(ulong) * Titles.Count) + (sizeof(float) * Chances.Count);

    /// <summary>Copies what was answered.</summary>
    public void Fill(PageWorkspace work, V1.RecommendRequest request)
    {
        Clear();
        (Served, MemberId, Surface) = (work.Served, request.MemberId, request.Context?.Surface ?? "");
        work.PageAnswer.DecisionId.CopyTo(_id);
        (Persona, Policy, Hour) = (PersonaContext.Of(work.Member.Personas), work.Query.Artworks.Version, (byte)work.Query.Hour);
        Rows.AddRange(work.Page.Rows.Span);
        Chances.AddRange(work.Page.Chances.Span);
        var titles = work.Page.Titles.Span;
        var choices = Titles.Extend(titles.Length);
        for (var i = 0; i < choices.Length; i++) choices[i] = ChoiceOf(Served.Ranking.Catalog, titles[i]);
    }

    /// <summary>Holds on to nothing.</summary>
    public void Clear()
    {
        Served = null!;
        (MemberId, Surface) = ("", "");
        Rows.Clear();
        Titles.Clear();
        Chances.Clear();
    }

    private static TitleChoice ChoiceOf(Catalog catalog, in PlacedTitle title)
    {
        var artworks = catalog.PartOf(title.Row, out var local).Artworks;
        var (first, trailer, end) = (artworks.First[local], artworks.FirstTrailer[local], artworks.First[local + 1]);
        return new TitleChoice(title.Row, title.Artwork < 0 ? -1 : title.Artwork - first, trailer - first, title.Trailer < 0 ? -1 : title.Trailer - trailer, end - trailer);
    }
}
