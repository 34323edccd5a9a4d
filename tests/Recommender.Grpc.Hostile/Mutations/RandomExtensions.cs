namespace Recommender.Grpc.Hostile.Mutations;

/// <summary>Choices that mutators make.</summary>
internal static class RandomExtensions
{
    public static T Pick<T>(this Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    public static bool Chance(this Random random, int percent) => random.Next(100) < percent;

    public static byte[] Bytes(this Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Text of visible ASCII, which every header value may hold.</summary>
    public static string Text(this Random random, int length) =>
        string.Create(length, random, static (text, r) =>
        {
            for (var i = 0; i < text.Length; i++) text[i] = (char)r.Next('!', '~' + 1);
        });

    /// <summary>The bytes with a few of them, or of their bits, changed.</summary>
    public static byte[] Damaged(this Random random, ReadOnlySpan<byte> bytes)
    {
        var damaged = bytes.ToArray();
        if (damaged.Length == 0) return damaged;
        for (var hits = random.Next(1, 5); hits > 0; hits--)
        {
            ref var hit = ref damaged[random.Next(damaged.Length)];
            hit = random.Chance(70) ? (byte)(hit ^ (1 << random.Next(8))) : (byte)random.Next(256);
        }

        return damaged;
    }
}
