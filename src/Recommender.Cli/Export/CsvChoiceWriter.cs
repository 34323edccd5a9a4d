using System.Globalization;
using System.Text;

namespace Recommender.Cli.Export;

/// <summary>A table of choices, as <c>recommender evaluate policy</c> reads it, with what else is known beside it.</summary>
/// <remarks>In names of artworks, <c>|</c> stands between candidates, so that one in an id becomes <c>%7C</c>.</remarks>
internal sealed class CsvChoiceWriter : IChoiceWriter
{
    private const string Header =
        "action,propensity,reward,candidates,unit,context.persona,context.surface,context.row_kind,number.row,number.position,number.hour,policy.logged,decision_id,time,title_id,row_id,policy_version,model_version,generation";

    private readonly ExportSink _sink;
    private readonly StringBuilder _line = new();

    public CsvChoiceWriter(ExportSink sink)
    {
        _sink = sink;
        _line.Append(Header);
        EndLine();
    }

    public void Write(Choice choice)
    {
        var candidates = choice.Candidates.ConvertAll(static candidate => candidate.Replace("|", "%7C", StringComparison.Ordinal));
        Add(candidates[choice.Chosen]);
        Add(choice.Propensities[choice.Chosen].ToString("R", CultureInfo.InvariantCulture));
        Add(choice.Reward.ToString("R", CultureInfo.InvariantCulture));
        Add(string.Join('|', candidates));
        Add(choice.Member);
        Add(choice.Persona);
        Add(choice.Surface);
        Add(choice.RowKind);
        Add(choice.Row);
        Add(choice.Position);
        Add(choice.Hour);
        Add(string.Join('|', choice.Propensities.Select(static propensity => propensity.ToString("R", CultureInfo.InvariantCulture))));
        Add(choice.Decision);
        Add(choice.Time.ToString("O", CultureInfo.InvariantCulture));
        Add(choice.Title);
        Add(choice.RowId);
        Add(choice.Policy);
        Add(choice.Model);
        Add(choice.Generation);
        EndLine();
    }

    private void Add(long number) => Add(number.ToString(CultureInfo.InvariantCulture));

    private void Add(string text)
    {
        if (_line.Length > 0) _line.Append(',');
        if (text.AsSpan().IndexOfAny(",\"\r\n") < 0) _line.Append(text);
        else _line.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }

    private void EndLine()
    {
        _line.Append('\n');
        Encoding.UTF8.GetBytes(_line.ToString(), _sink.Buffer);
        _line.Clear();
        _sink.EndLine();
    }
}
