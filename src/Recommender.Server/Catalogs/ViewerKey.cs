using Recommender.Ranking.Catalogs;

namespace Recommender.Server.Catalogs;

/// <summary>A viewer but for the time.</summary>
/// <param name="Country">As <see cref="Viewer.Country"/>.</param>
/// <param name="MaturityCeiling">As <see cref="Viewer.MaturityCeiling"/>.</param>
/// <param name="Language">As <see cref="Viewer.Language"/>.</param>
internal readonly record struct ViewerKey(ushort Country, byte MaturityCeiling, uint Language)
{
    public static ViewerKey Of(in Viewer viewer) => new(viewer.Country, viewer.MaturityCeiling, viewer.Language);

    public Viewer At(long time) => new(Country, time, MaturityCeiling, Language);
}
