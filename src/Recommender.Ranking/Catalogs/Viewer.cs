namespace Recommender.Ranking.Catalogs;

/// <summary>Where, when and to whom titles are shown.</summary>
/// <param name="Country">Two capital letters of ISO 3166-1 as <c>first × 256 + second</c>; 0 where unknown: then titles with windows for some countries only are left out.</param>
/// <param name="Time">Seconds since 1970, UTC.</param>
/// <param name="MaturityCeiling">Highest maturity of a title, in years; 255 for no ceiling.</param>
/// <param name="Language">Primary subtag of a BCP 47 tag as up to three lower-case letters, <c>first × 65,536 + second × 256 + third</c>; 0 for any.</param>
public readonly record struct Viewer(ushort Country, long Time, byte MaturityCeiling, uint Language);
