using System.Text.Json;

namespace Recommender.Learning.Import;

/// <summary>Interactions from lines of JSON: a line is an object, its properties by name; ids and values may be texts or numbers.</summary>
internal static class JsonLinesReader
{
    public static void Read(string path, TableFormat format, ImportContext context, InteractionIntake into)
    {
        using var reader = RecordReader.Open(path, RecordFormat.Lines, context);
        var line = new JsonFields([format.Member, format.Title, .. format.Value is null ? [] : new[] { format.Value }, .. format.Time is null ? [] : new[] { format.Time }]);
        var time = format.Value is null ? 2 : 3;
        while (reader.Read())
        {
            if (line.TryRead(reader[0], out var problem))
                into.Take(reader, format, line[0], line[1], format.Value is null ? [] : line[2], format.Time is null ? [] : line[time]);
            else reader.Refuse("line", reader[0], problem);
        }
    }

    // The texts of some properties of an object, copied: those with escapes lie nowhere as they are.
    private sealed class JsonFields(string[] names)
    {
        private readonly byte[][] _texts = [.. names.Select(static _ => Array.Empty<byte>())];
        private readonly int[] _lengths = new int[names.Length];

        public ReadOnlySpan<byte> this[int field] => _texts[field].AsSpan(0, _lengths[field]);

        public bool TryRead(ReadOnlySpan<byte> line, out string problem)
        {
            Array.Clear(_lengths);
            problem = "an object of JSON whose named properties are texts or numbers";
            try
            {
                var json = new Utf8JsonReader(line);
                if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return false;
                while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
                {
                    var field = Find(ref json);
                    json.Read();
                    if (field < 0) json.Skip();
                    else if (!TryCopy(ref json, field)) return false;
                }

                return !json.Read();
            }
            catch (Exception failure) when (failure is JsonException or InvalidOperationException)
            {
                return false;   // no JSON, or a text that is half a surrogate pair
            }
        }

        private int Find(ref Utf8JsonReader json)
        {
            for (var field = 0; field < names.Length; field++)
            {
                if (json.ValueTextEquals(names[field])) return field;
            }

            return -1;
        }

        private bool TryCopy(ref Utf8JsonReader json, int field)
        {
            if (json.TokenType is not (JsonTokenType.String or JsonTokenType.Number)) return false;
            if (_texts[field].Length < json.ValueSpan.Length) _texts[field] = new byte[json.ValueSpan.Length * 2];
            if (json.TokenType == JsonTokenType.String)
            {
                _lengths[field] = json.CopyString(_texts[field]);
                return true;
            }

            json.ValueSpan.CopyTo(_texts[field]);
            _lengths[field] = json.ValueSpan.Length;
            return true;
        }
    }
}
