namespace Recommender.PageLoad.Beside;

/// <summary>Something that happens while pages are asked for.</summary>
internal interface ISideLoad
{
    /// <summary>What, in the plural, such as "title changes".</summary>
    string Name { get; }

    /// <summary>How often in a second.</summary>
    double PerSecond { get; }

    /// <summary>Does it once.</summary>
    Task DoAsync(CancellationToken cancellation);
}
