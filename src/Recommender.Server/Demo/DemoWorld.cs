using Recommender.Learning.SampleWorld;

namespace Recommender.Server.Demo;

/// <summary>Which sample world a folder holds: that with the same record.</summary>
/// <param name="Version">Version of this record and of how worlds are made: 1.</param>
/// <param name="Titles">Number of titles.</param>
/// <param name="Members">Number of members.</param>
/// <param name="Artworks">Artworks of a title.</param>
/// <param name="Seed">Where its random numbers begin.</param>
internal sealed record DemoWorld(int Version, int Titles, int Members, int Artworks, int Seed)
{
    /// <summary>The world of some sizes.</summary>
    public static DemoWorld Of(SampleWorldOptions sizes) => new(Version: 1, sizes.Titles, sizes.Members, sizes.ArtworksPerTitle, sizes.Seed);

    /// <summary>In words.</summary>
    public override string ToString() => $"{Titles:N0} titles, {Members:N0} members and {Artworks} artworks a title";
}
