namespace Recommender.Storage.Titles;

/// <summary>Most that a title holds of each.</summary>
internal static class TitleLimits
{
    public const int IdBytes = 128;
    public const int NameBytes = 1_024;
    public const int GroupBytes = 64;
    public const int UriBytes = 2_048;
    public const int Groups = 64;
    public const int Tags = 1_024;
    public const int Artworks = 256;
    public const int Depicted = 255;
    public const int Windows = 1_024;
    public const int People = 512;

    /// <summary>Bytes of a packed title.</summary>
    public const int Bytes = 64 << 10;
}
