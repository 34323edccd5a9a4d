using Google.Protobuf.WellKnownTypes;
using Recommender.Server.Errors;

namespace Recommender.Server.Pages;

/// <summary>What is allowed as the context of a page.</summary>
internal static class PageContextRules
{
    private const int MaxOffsetMinutes = 840;
    private const int MaxMaturity = 21;
    private const int MaxSurfaceBytes = 64;

    // The least and the greatest second of a google.protobuf.Timestamp: 0001-01-01 and 9999-12-31.
    private const long FirstSecond = -62_135_596_800;
    private const long LastSecond = 253_402_300_799;

    /// <summary>Tells all that is wrong.</summary>
    public static void Check(V1.PageContext context, ref Violations violations)
    {
        if (context.Time is { } time) CheckTime(time, ref violations);
        violations.Range("context.utc_offset_minutes", context.UtcOffsetMinutes, -MaxOffsetMinutes, MaxOffsetMinutes);
        if (context.Country is not ("" or [>= 'A' and <= 'Z', >= 'A' and <= 'Z']))
            violations.Add("context.country", $"is '{Shown(context.Country)}'; allowed is a country of ISO 3166-1 in two capital letters, or nothing");
        if (context.Language.Length > 0 && !LanguageTag.IsWellFormed(context.Language))
            violations.Add("context.language", $"is '{Shown(context.Language)}'; allowed is a tag of BCP 47 such as en or pt-BR, or nothing");
        violations.Range("context.device", (int)context.Device, (int)V1.DeviceKind.Unspecified, (int)V1.DeviceKind.Web);
        if (context.HasMaturityCeiling) violations.Range("context.maturity_ceiling", context.MaturityCeiling, 0, MaxMaturity);
        violations.Bytes("context.surface", context.Surface, 0, MaxSurfaceBytes);
    }

    private static void CheckTime(Timestamp time, ref Violations violations)
    {
        if (time.Seconds is < FirstSecond or > LastSecond || time.Nanos is < 0 or > 999_999_999)
            violations.Add("context.time", $"is {time.Seconds} s and {time.Nanos} ns since 1970; allowed is 0001-01-01 to 9999-12-31, with 0 to 999999999 ns");
    }

    // Errors travel in headers, which are small.
    private static string Shown(string value) => value.Length <= 32 ? value : $"{value.AsSpan(0, 32)}…";
}
