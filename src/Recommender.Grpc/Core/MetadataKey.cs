using System.Buffers;

namespace Grpc.Core;

/// <summary>What a metadata key may be: lower-case letters, digits, underscore, hyphen and dot.</summary>
internal static class MetadataKey
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-.");
    private static readonly SearchValues<char> AllowedInAnyCase =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");

    public static bool IsValid(string key) => key.Length > 0 && !key.AsSpan().ContainsAnyExcept(AllowedInAnyCase);

    public static bool IsBinary(string key) => key.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase);

    public static string Normalise(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!key.AsSpan().ContainsAnyExcept(Allowed)) return key;

#pragma warning disable CA1308 // HTTP/2 wants header names in lower case
        var lower = key.ToLowerInvariant();
#pragma warning restore CA1308
        return lower.AsSpan().ContainsAnyExcept(Allowed)
            ? throw new ArgumentException($"key is '{key}'; allowed are letters, digits, '_', '-' and '.'", nameof(key))
            : lower;
    }
}
