using Google.Protobuf.WellKnownTypes;
using Recommender.Server.Errors;

namespace Recommender.Server.Catalogs;

/// <summary>What is allowed as a moment.</summary>
internal static class TimestampRules
{
    // The least and the greatest second of a google.protobuf.Timestamp: 0001-01-01 and 9999-12-31.
    private const long FirstSecond = -62_135_596_800;
    private const long LastSecond = 253_402_300_799;

    /// <summary>Tells what is wrong.</summary>
    public static void Check(string field, Timestamp time, ref Violations violations)
    {
        if (time.Seconds is < FirstSecond or > LastSecond || time.Nanos is < 0 or > 999_999_999)
            violations.Add(field, $"is {time.Seconds} s and {time.Nanos} ns since 1970; allowed is 0001-01-01 to 9999-12-31, with 0 to 999999999 ns");
    }
}
