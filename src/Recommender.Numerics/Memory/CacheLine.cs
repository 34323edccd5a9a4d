namespace Recommender.Numerics.Memory;

/// <summary>The unit in which memory travels, and the widest vector that any kernel loads.</summary>
internal static class CacheLine
{
    public const int Bytes = 64;

    /// <summary>The number of elements that whole cache lines hold, at least as many as asked for.</summary>
    public static int RoundUp(int elements, int elementBytes)
    {
        var perLine = Bytes / elementBytes;
        return (elements + perLine - 1) / perLine * perLine;
    }
}
