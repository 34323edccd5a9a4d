namespace Recommender.Cli.Export;

/// <summary>What an export came upon.</summary>
internal sealed class ExportFindings
{
    /// <summary>Decisions within the times asked for.</summary>
    public long Decisions { get; set; }

    /// <summary>Choices written.</summary>
    public long Choices { get; set; }

    /// <summary>Those with a reward.</summary>
    public long Rewarded { get; set; }

    /// <summary>Events within the window of their decision.</summary>
    public long Outcomes { get; set; }

    /// <summary>Titles shown that the log does not know any more.</summary>
    public long Unknown { get; set; }

    /// <summary>Bytes that were gone before they were read.</summary>
    public long LostBytes { get; set; }
}
