namespace Recommender.Cli.Export;

/// <summary>How decisions are written.</summary>
internal enum ExportFormat
{
    /// <summary>A line is an object of JSON.</summary>
    Jsonl,

    /// <summary>A table with a header.</summary>
    Csv,
}
