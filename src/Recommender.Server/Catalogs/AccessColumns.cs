using Recommender.Numerics;
using Recommender.Ranking.Catalogs;
using Recommender.Storage.Titles;

namespace Recommender.Server.Catalogs;

/// <summary>What decides on who may see a title, by row of a part. Immutable.</summary>
/// <param name="Maturity">Least age, in years; shape (titles), or longer.</param>
/// <param name="Windows">Where and when it may be shown; without any it may not.</param>
/// <param name="Languages">Primary subtags as in <see cref="Viewer.Language"/>; without any it suits every language.</param>
internal sealed record AccessColumns(byte[] Maturity, CompressedRows<AvailabilityWindow> Windows, CompressedRows<uint> Languages)
{
    /// <summary>Number of titles.</summary>
    public int Count => Windows.Rows;

    /// <summary>Whether a title may be shown.</summary>
    public bool Allows(int row, in Viewer viewer) =>
        Maturity[row] <= viewer.MaturityCeiling && IsOpen(row, viewer) && Speaks(row, viewer.Language);

    /// <summary>Whether a window is open.</summary>
    public bool IsOpen(int row, in Viewer viewer)
    {
        foreach (var window in Windows[row])
        {
            if (window.From <= viewer.Time && viewer.Time < window.Until && IsFor(window.Country, viewer.Country)) return true;
        }

        return false;
    }

    /// <summary>Whether some window, open or not, is for a country.</summary>
    public bool IsEverFor(int row, ushort country)
    {
        foreach (var window in Windows[row])
            if (IsFor(window.Country, country)) return true;
        return false;
    }

    /// <summary>Whether a title is in a language, or in none that is known.</summary>
    public bool Speaks(int row, uint language)
    {
        if (language == 0) return true;
        var own = Languages[row];
        return own.IsEmpty || own.Contains(language);
    }

    private static bool IsFor(CountryCode window, ushort country) => window.IsEverywhere || window.Number == country;
}
