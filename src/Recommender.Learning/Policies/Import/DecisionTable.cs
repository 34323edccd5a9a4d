using System.Globalization;
using System.Text;
using Recommender.Learning.Import;

namespace Recommender.Learning.Policies.Import;

/// <summary>Decisions from a table with a header.</summary>
internal sealed class DecisionTable
{
    private readonly RecordReader _reader;
    private readonly DecisionTableColumns _columns;

    private DecisionTable(RecordReader reader, DecisionTableColumns columns) => (_reader, _columns) = (reader, columns);

    public static void Read(string path, DecisionLogFormat format, ImportContext context, DecisionLogBuilder into)
    {
        using var reader = RecordReader.Open(path, RecordFormat.Csv, context);
        var table = new DecisionTable(reader, DecisionTableColumns.Of(reader, format));
        while (reader.Read())
        {
            if (table.TryRead() is { } decision && into.TryAdd(decision) is { } fault) reader.Refuse(fault.Field, Encoding.UTF8.GetBytes(fault.Value), fault.Allowed);
        }
    }

    // Null where a field is no number, which is then refused.
    private LoggedDecision? TryRead()
    {
        if (!TryNumber(_columns.Propensity, "propensity", out var propensity) || !TryNumber(_columns.Reward, "reward", out var reward)) return null;
        var context = new List<ContextFeature>();
        foreach (var (name, column) in _columns.Categories)
        {
            if (Text(column) is { } value) context.Add(new($"{name}={value}", 1));
        }

        foreach (var (name, column) in _columns.Numbers)
        {
            if (_reader[column].IsEmpty) continue;
            if (!TryNumber(column, $"number.{name}", out var number)) return null;
            context.Add(new(name, (float)number));
        }

        return Policies() is not { } policies ? null : new LoggedDecision
        {
            Action = Text(_columns.Action) ?? "",
            Propensity = propensity,
            Reward = reward,
            Candidates = Text(_columns.Candidates)?.Split('|'),
            Position = Text(_columns.Position),
            Unit = Text(_columns.Unit),
            Context = context,
            Policies = policies,
        };
    }

    private Dictionary<string, IReadOnlyList<double>>? Policies()
    {
        var policies = new Dictionary<string, IReadOnlyList<double>>(StringComparer.Ordinal);
        foreach (var (name, column) in _columns.Policies)
        {
            if (Text(column) is not { } text) continue;
            double[] probabilities = [.. text.Split('|').Select(static part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN)];
            if (Array.Exists(probabilities, double.IsNaN))
            {
                _reader.Refuse($"policy.{name}", _reader[column], "probabilities with '|' between them");
                return null;
            }

            policies.Add(name, probabilities);
        }

        return policies;
    }

    private bool TryNumber(int column, string name, out double number)
    {
        if (double.TryParse(_reader[column], NumberStyles.Float, CultureInfo.InvariantCulture, out number)) return true;
        _reader.Refuse(name, _reader[column], "a number");
        return false;
    }

    private string? Text(int column) => column < 0 || _reader[column].IsEmpty ? null : Encoding.UTF8.GetString(_reader[column]);
}
