using Recommender.Ranking.Catalogs;

namespace Recommender.Benchmarks.Pages;

/// <summary>One title in twenty may not be seen.</summary>
internal sealed class MostAllowed : TitleAccess
{
    private readonly ulong[] _allowed;

    public MostAllowed(int titles)
    {
        _allowed = new ulong[(titles + 63) / 64];
        for (var row = 0; row < titles; row++)
        {
            if (row % 20 != 7) _allowed[row >> 6] |= 1UL << (row & 63);
        }
    }

    public override ReadOnlySpan<ulong> Allowed(in Viewer viewer) => _allowed;

    public override string? Obstacle(int row, in Viewer viewer) => row % 20 == 7 ? "maturity" : null;
}
