namespace Recommender.Cli.Export;

/// <summary>A choice as it is exported.</summary>
internal sealed class Choice
{
    public string Title { get; set; } = "";

    /// <summary>By artwork, title and artwork's id.</summary>
    public List<string> Candidates { get; } = [];

    /// <summary>The probability of each.</summary>
    public List<float> Propensities { get; } = [];

    public int Chosen { get; set; }

    public double Reward { get; set; }

    public string Decision { get; set; } = "";

    public string Member { get; set; } = "";

    public string Persona { get; set; } = "";

    public string Surface { get; set; } = "";

    public string RowKind { get; set; } = "";

    public string RowId { get; set; } = "";

    public int Row { get; set; }

    public int Position { get; set; }

    public int Hour { get; set; }

    public DateTimeOffset Time { get; set; }

    public long Policy { get; set; }

    public long Model { get; set; }

    public long Generation { get; set; }
}
