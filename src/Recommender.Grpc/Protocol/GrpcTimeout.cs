using System.Globalization;

namespace Recommender.Grpc.Protocol;

/// <summary>The value of <c>grpc-timeout</c>: at most eight digits and a unit.</summary>
internal static class GrpcTimeout
{
    private const int MaxDigits = 8;
    private const long MaxValue = 99_999_999;
    private const long TicksPerNanosecondInverse = 100;

    /// <summary>Reads a timeout; longer ones than a <see cref="TimeSpan"/> holds become <see cref="TimeSpan.MaxValue"/>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan timeout)
    {
        timeout = default;
        if (text.Length is < 2 or > MaxDigits + 1) return false;
        if (!long.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return false;

        var ticks = text[^1] switch
        {
            'n' => (value + TicksPerNanosecondInverse - 1) / TicksPerNanosecondInverse,
            'u' => value * TimeSpan.TicksPerMicrosecond,
            'm' => value * TimeSpan.TicksPerMillisecond,
            'S' => value * TimeSpan.TicksPerSecond,
            'M' => value * TimeSpan.TicksPerMinute,
            'H' when value > TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerHour => TimeSpan.MaxValue.Ticks,
            'H' => value * TimeSpan.TicksPerHour,
            _ => -1,
        };
        timeout = new TimeSpan(ticks);
        return ticks >= 0;
    }

    /// <summary>Writes a timeout in the finest unit that holds it, rounded up so that the server never gives up first.</summary>
    public static string Format(TimeSpan timeout)
    {
        var ticks = Math.Max(timeout.Ticks, 0);
        if (ticks <= MaxValue / TicksPerNanosecondInverse) return $"{ticks * TicksPerNanosecondInverse}n";
        if (Units(ticks, TimeSpan.TicksPerMicrosecond) is <= MaxValue and var micros) return $"{micros}u";
        if (Units(ticks, TimeSpan.TicksPerMillisecond) is <= MaxValue and var millis) return $"{millis}m";
        if (Units(ticks, TimeSpan.TicksPerSecond) is <= MaxValue and var seconds) return $"{seconds}S";
        if (Units(ticks, TimeSpan.TicksPerMinute) is <= MaxValue and var minutes) return $"{minutes}M";
        return $"{Math.Min(Units(ticks, TimeSpan.TicksPerHour), MaxValue)}H";
    }

    private static long Units(long ticks, long perUnit) => (ticks / perUnit) + (ticks % perUnit == 0 ? 0 : 1);
}
