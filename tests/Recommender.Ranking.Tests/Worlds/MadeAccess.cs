using Recommender.Ranking.Catalogs;

namespace Recommender.Ranking.Tests.Worlds;

/// <summary>The same for every viewer.</summary>
internal sealed class MadeAccess : TitleAccess
{
    private readonly string?[] _obstacles;
    private readonly ulong[] _allowed;

    public MadeAccess(IEnumerable<string?> obstacles)
    {
        _obstacles = [.. obstacles];
        _allowed = new ulong[(_obstacles.Length + 63) / 64];
        for (var row = 0; row < _obstacles.Length; row++)
        {
            if (_obstacles[row] is null) _allowed[row >> 6] |= 1UL << (row & 63);
        }
    }

    public override ReadOnlySpan<ulong> Allowed(in Viewer viewer) => _allowed;

    public override string? Obstacle(int row, in Viewer viewer) => _obstacles[row];
}
