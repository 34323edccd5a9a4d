using System.Runtime.InteropServices;

namespace Recommender.Storage.Titles;

/// <summary>Where and when a title may be shown. Eighteen bytes.</summary>
/// <param name="Country">The country; the default value for everywhere.</param>
/// <param name="From">The first second, since 1970, UTC; <see cref="Always"/> for since ever.</param>
/// <param name="Until">The second after the last; <see cref="Forever"/> for none.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public readonly record struct AvailabilityWindow(CountryCode Country, long From, long Until)
{
    /// <summary>The beginning of a window that has none.</summary>
    public const long Always = long.MinValue;

    /// <summary>The end of a window that has none.</summary>
    public const long Forever = long.MaxValue;

    /// <summary>Everywhere and always.</summary>
    public static AvailabilityWindow Unlimited => new(default, Always, Forever);
}
