using System.Runtime.InteropServices;

namespace Recommender.Storage.Titles;

/// <summary>Where and when a title may be shown. Eighteen bytes.</summary>
/// <param name="Country">The country; the default value for everywhere.</param>
/// <param name="From">The first second, since 1970, UTC.</param>
/// <param name="Until">The second after the last.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public readonly record struct AvailabilityWindow(CountryCode Country, long From, long Until);
