using System.Globalization;

namespace Recommender.Learning.Import;

/// <summary>Interactions from a table: a line is one, its columns by name or number.</summary>
internal static class TableReader
{
    public static void Read(string path, TableFormat format, ImportContext context, InteractionIntake into)
    {
        var records = new RecordFormat { Separator = format.Separator, HasHeader = format.HasHeader, HasQuotes = format.HasQuotes };
        using var reader = RecordReader.Open(path, records, context);
        var (member, title) = (Column(reader, format, format.Member), Column(reader, format, format.Title));
        var value = format.Value is null ? -1 : Column(reader, format, format.Value);
        var time = format.Time is null ? -1 : Column(reader, format, format.Time);
        var needed = Math.Max(Math.Max(member, title), Math.Max(value, time)) + 1;
        while (reader.Read())
        {
            if (reader.FieldCount < needed) reader.Refuse("number of fields", Count(reader.FieldCount), $"{needed} and more");
            else into.Take(reader, format, reader[member], reader[title], value < 0 ? [] : reader[value], time < 0 ? [] : reader[time]);
        }
    }

    private static byte[] Count(int fields) => System.Text.Encoding.UTF8.GetBytes(fields.ToString(CultureInfo.InvariantCulture));

    // A name wins over a number: a header may have numbers for names.
    private static int Column(RecordReader reader, TableFormat format, string name)
    {
        var isNumber = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1;
        if (format.HasHeader && (!isNumber || reader.Has(name))) return reader.Find(name);
        return isNumber ? number - 1 : throw new InvalidDataException($"column '{name}' is no number from 1, and {reader.FilePath} has no header with names");
    }
}
