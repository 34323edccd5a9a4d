namespace Recommender.Learning.Import;

/// <summary>Which columns of a table, or properties of lines of JSON, are what.</summary>
public sealed record TableFormat
{
    /// <summary>The member's id: a name of the header, or a number from 1.</summary>
    public required string Member { get; init; }

    /// <summary>The title's id.</summary>
    public required string Title { get; init; }

    /// <summary>The rating or strength; where null, each is 1.</summary>
    public string? Value { get; init; }

    /// <summary>When; where null, nobody knows, and the order of the file is the order of events.</summary>
    public string? Time { get; init; }

    /// <summary>How times are written.</summary>
    public TimeFormat TimeFormat { get; init; }

    /// <summary>Which values there may be; any finite one where null.</summary>
    public ValueScale? Scale { get; init; }

    /// <summary>Between fields, one or more characters; null where it is to be found out among comma, semicolon, tab and bar.</summary>
    public string? Separator { get; init; }

    /// <summary>Whether the first line names the columns.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Whether a field may stand in quotes, as RFC 4180 has it.</summary>
    public bool HasQuotes { get; init; } = true;
}
