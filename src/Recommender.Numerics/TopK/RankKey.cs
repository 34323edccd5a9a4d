namespace Recommender.Numerics.TopK;

/// <summary>A score and a row in one number, larger for what comes first: the higher score, then the lower row.</summary>
internal static class RankKey
{
    /// <summary>The key of a row by its score; scores that are not finite come after all that are.</summary>
    public static ulong Of(float score, int row) => (ulong)FloatOrder.RankOf(score) << 32 | ~(uint)row;

    public static int RowOf(ulong key) => (int)~(uint)key;

    /// <summary>Whether the score was finite, so that the key knows it.</summary>
    public static bool HasScore(ulong key) => key >> 32 != 0;

    public static float ScoreOf(ulong key) => FloatOrder.ValueOf((uint)(key >> 32));
}
