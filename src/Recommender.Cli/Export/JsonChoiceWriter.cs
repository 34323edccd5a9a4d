using System.Text.Encodings.Web;
using System.Text.Json;

namespace Recommender.Cli.Export;

/// <summary>A line of JSON for each choice, as <c>recommender evaluate policy</c> reads it, with what else is known beside it.</summary>
internal sealed class JsonChoiceWriter(ExportSink sink) : IChoiceWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Write(Choice choice)
    {
        using (var json = new Utf8JsonWriter(sink.Buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("action", choice.Candidates[choice.Chosen]);
            json.WriteNumber("propensity", choice.Propensities[choice.Chosen]);
            json.WriteNumber("reward", choice.Reward);
            json.WriteStartArray("candidates");
            foreach (var candidate in choice.Candidates) json.WriteStringValue(candidate);
            json.WriteEndArray();
            json.WriteString("unit", choice.Member);
            json.WriteStartObject("context");
            json.WriteString("persona", choice.Persona);
            json.WriteString("surface", choice.Surface);
            json.WriteString("row_kind", choice.RowKind);
            json.WriteNumber("row", choice.Row);
            json.WriteNumber("position", choice.Position);
            json.WriteNumber("hour", choice.Hour);
            json.WriteEndObject();
            json.WriteStartObject("policies");
            json.WriteStartArray("logged");
            foreach (var propensity in choice.Propensities) json.WriteNumberValue(propensity);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteString("decision_id", choice.Decision);
            json.WriteString("time", choice.Time);
            json.WriteString("title_id", choice.Title);
            json.WriteString("row_id", choice.RowId);
            json.WriteNumber("policy_version", choice.Policy);
            json.WriteNumber("model_version", choice.Model);
            json.WriteNumber("generation", choice.Generation);
            json.WriteEndObject();
        }

        var end = sink.Buffer.GetSpan(1);
        end[0] = (byte)'\n';
        sink.Buffer.Advance(1);
        sink.EndLine();
    }
}
