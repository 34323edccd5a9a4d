using System.Text;
using Recommender.Server.Errors;

namespace Recommender.Server.Pages;

/// <summary>What is allowed as an id or as a tag.</summary>
internal static class IdRules
{
    private const int MaxIdBytes = 128;
    private const int MaxGroupBytes = 64;

    public static bool IsId(string id) => IsText(id, MaxIdBytes);

    public static void CheckId(string field, string id, ref Violations violations) => violations.Bytes(field, id, 1, MaxIdBytes);

    public static bool IsTag(V1.Tag tag) => IsText(tag.Group, MaxGroupBytes) && IsText(tag.Name, MaxIdBytes);

    public static void CheckTag(string field, V1.Tag tag, ref Violations violations)
    {
        violations.Bytes($"{field}.group", tag.Group, 1, MaxGroupBytes);
        violations.Bytes($"{field}.name", tag.Name, 1, MaxIdBytes);
    }

    private static bool IsText(string text, int most) => text.Length is > 0 && text.Length <= most && Encoding.UTF8.GetByteCount(text) <= most;
}
