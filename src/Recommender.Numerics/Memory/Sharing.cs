namespace Recommender.Numerics.Memory;

/// <summary>Arrays that grow behind what others read of them already.</summary>
internal static class Sharing
{
    /// <summary>Elements that there is room for at first.</summary>
    public const int Least = 16;

    // Below, an array doubles; above, it grows by a quarter, because the room that is left stays with what was built.
    private const int Many = 1 << 16;
    private const int LargePart = 4;

    /// <summary>Makes room for more elements behind those that there are, in a larger array where there is none left.</summary>
    public static void MakeRoom<T>(ref T[] elements, int count, int more)
    {
        if (elements.Length - count >= more) return;
        var usual = elements.Length + (elements.Length < Many ? elements.Length : elements.Length / LargePart);
        Array.Resize(ref elements, (int)Math.Min(Math.Max(usual, (long)count + more), Array.MaxLength));
    }
}
