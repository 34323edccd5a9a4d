namespace Recommender.Cli.Export;

/// <summary>Which choice is exported.</summary>
internal enum ExportedChoice
{
    /// <summary>The image that a title was shown with.</summary>
    Image,

    /// <summary>The trailer.</summary>
    Trailer,
}
