namespace Recommender.Learning.Import;

/// <summary>How a text file is made of records and fields.</summary>
internal sealed record RecordFormat
{
    /// <summary>Comma-separated with a header, as RFC 4180 has it.</summary>
    public static readonly RecordFormat Csv = new() { Separator = ",", HasHeader = true, HasQuotes = true };

    /// <summary>Fields with two colons between them, no header, no quotes.</summary>
    public static readonly RecordFormat Dat = new() { Separator = "::" };

    /// <summary>A line is a record of one field.</summary>
    /// <remarks>For JSON, whose texts may not contain that character: it separates nothing.</remarks>
    public static readonly RecordFormat Lines = new() { Separator = "\u0001" };

    /// <summary>As <see cref="Lines"/>, and empty lines and those that are no UTF-8 are records too: their number counts.</summary>
    public static readonly RecordFormat EveryLine = Lines with { KeepsEmptyLines = true, KeepsInvalidText = true };

    /// <summary>Between fields; null where it is to be found out: comma, semicolon, tab or bar.</summary>
    public string? Separator { get; init; }

    /// <summary>Whether the first record names the fields.</summary>
    public bool HasHeader { get; init; }

    /// <summary>Whether a field may stand in quotes.</summary>
    public bool HasQuotes { get; init; }

    /// <summary>Whether empty lines are records.</summary>
    public bool KeepsEmptyLines { get; init; }

    /// <summary>Whether lines that are no UTF-8 are handed on, rather than refused.</summary>
    public bool KeepsInvalidText { get; init; }
}
