namespace Recommender.Learning.Import;

/// <summary>Something in a file that was not taken over.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Field">What of the line.</param>
/// <param name="Value">What stands there, shortened.</param>
/// <param name="Allowed">What may stand there.</param>
public sealed record Refusal(string File, long Line, string Field, string Value, string Allowed)
{
    /// <summary>As people read it, such as <c>ratings.dat:17: value is '11'; allowed 0..10</c>.</summary>
    public override string ToString() => $"{Path.GetFileName(File)}:{Line}: {Field} is '{Value}'; allowed {Allowed}";
}
