namespace Recommender.Ranking.Pages;

/// <summary>A page in rows of one generation. Refilled for every request; one thread at a time.</summary>
public sealed class Page
{
    /// <summary>Rows, in order.</summary>
    public ItemBuffer<PageRow> Rows { get; } = new();

    /// <summary>Titles of all rows, one row's after the other's.</summary>
    public ItemBuffer<PlacedTitle> Titles { get; } = new();

    /// <summary>Reasons of all titles, where they were asked for.</summary>
    public ItemBuffer<PlacedReason> Reasons { get; } = new();

    /// <summary>Title after title, the chance of each image where the title has several, then of each trailer likewise: what the chosen ones were drawn from.</summary>
    public ItemBuffer<float> Chances { get; } = new();

    /// <summary>How it is smaller than asked for.</summary>
    public Curtailment Curtailment { get; set; }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Rows.Clear();
        Titles.Clear();
        Reasons.Clear();
        Chances.Clear();
        Curtailment = Curtailment.None;
    }
}
