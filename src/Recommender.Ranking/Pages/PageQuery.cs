using Recommender.Ranking.Artworks;
using Recommender.Ranking.Catalogs;
using Recommender.Ranking.Members;
using Recommender.Ranking.Recipes;

namespace Recommender.Ranking.Pages;

/// <summary>What a page is to be like. Checked by whoever makes it; refilled for every request.</summary>
public sealed class PageQuery
{
    /// <summary>Most rows, 1 to 100.</summary>
    public int MaxRows { get; set; } = 10;

    /// <summary>Most titles of a row, 1 to 200.</summary>
    public int TitlesPerRow { get; set; } = 20;

    /// <summary>Where, when and to whom titles are shown.</summary>
    public Viewer Viewer { get; set; }

    /// <summary>Hour of the day on the member's clock, 0 to 23: what decisions are logged with. Habits are told from the viewer's time.</summary>
    public int Hour { get; set; }

    /// <summary>What the page is looked at on.</summary>
    public ViewingDevice Device { get; set; }

    /// <summary>Rows of the generation not to be shown.</summary>
    public ItemBuffer<int> Excluded { get; } = new();

    /// <summary>One bit for each <see cref="RowKind"/> by its number that is wanted.</summary>
    public uint Kinds { get; set; } = uint.MaxValue;

    /// <summary>Tags that a newcomer named; used while the member has no history.</summary>
    public ItemBuffer<int> OnboardingTags { get; } = new();

    /// <summary>Where draws begin: the same seed, member, query, generation and <see cref="Artworks"/> give the same page.</summary>
    public ulong Seed { get; set; }

    /// <summary>What was learnt of artworks.</summary>
    public ArtworkPolicy Artworks { get; set; } = ArtworkPolicy.None;

    /// <summary>Whether titles come with reasons.</summary>
    public bool Explain { get; set; }

    /// <summary>Timestamp (<see cref="System.Diagnostics.Stopwatch"/>) after which no further row is begun.</summary>
    public long Deadline { get; set; } = long.MaxValue;

    /// <inheritdoc cref="Recipe.Relevance"/>
    public float Relevance { get; set; }

    /// <inheritdoc cref="Recipe.MaxPerTag"/>
    public int MaxPerTag { get; set; }

    /// <inheritdoc cref="Recipe.Window"/>
    public int Window { get; set; }

    /// <inheritdoc cref="Recipe.MinMicroGenres"/>
    public int MinMicroGenres { get; set; }

    /// <inheritdoc cref="Recipe.MaxPerFranchise"/>
    public int MaxPerFranchise { get; set; }

    /// <summary>Forgets the last request: everything is as a recipe has it.</summary>
    public void Reset(Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        (MaxRows, TitlesPerRow, Viewer, Hour, Device) = (10, 20, default, 0, ViewingDevice.Unknown);
        (Kinds, Seed, Explain, Deadline) = (uint.MaxValue, 0, false, long.MaxValue);
        (Relevance, MaxPerTag, Window) = (recipe.Relevance, recipe.MaxPerTag, recipe.Window);
        (MinMicroGenres, MaxPerFranchise) = (recipe.MinMicroGenres, recipe.MaxPerFranchise);
        Artworks = ArtworkPolicy.None;
        Excluded.Clear();
        OnboardingTags.Clear();
    }
}
