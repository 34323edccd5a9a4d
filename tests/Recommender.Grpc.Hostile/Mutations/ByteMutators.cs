namespace Recommender.Grpc.Hostile.Mutations;

/// <summary>Damage to the bytes of a connection, with no regard for what they mean.</summary>
internal static class ByteMutators
{
    public static IReadOnlyList<(string Name, Func<byte[], Random, byte[]> Apply)> All { get; } =
    [
        ("bits", (bytes, random) => random.Damaged(bytes)),
        ("bits", (bytes, random) => random.Damaged(bytes)),
        ("cut short", (bytes, random) => bytes[..random.Next(bytes.Length)]),
        ("bytes put in", (bytes, random) => Insert(bytes, random, random.Bytes(random.Next(1, 64)))),
        ("bytes taken out", (bytes, random) =>
        {
            var (from, to) = Range(bytes, random);
            return [.. bytes[..from], .. bytes[to..]];
        }),
        ("bytes twice", (bytes, random) =>
        {
            var (from, to) = Range(bytes, random);
            return Insert(bytes, random, bytes[from..to]);
        }),
        ("zeros", (bytes, random) =>
        {
            var (from, to) = Range(bytes, random);
            var changed = (byte[])bytes.Clone();
            changed.AsSpan(from, to - from).Fill((byte)random.Pick([0, 0xff]));
            return changed;
        }),
    ];

    private static (int From, int To) Range(byte[] bytes, Random random)
    {
        var from = random.Next(bytes.Length + 1);
        return (from, Math.Min(bytes.Length, from + random.Next(100)));
    }

    private static byte[] Insert(byte[] bytes, Random random, byte[] more)
    {
        var at = random.Next(bytes.Length + 1);
        return [.. bytes[..at], .. more, .. bytes[at..]];
    }
}
