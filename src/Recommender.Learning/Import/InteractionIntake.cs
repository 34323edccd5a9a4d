using System.Globalization;
using System.Text;

namespace Recommender.Learning.Import;

/// <summary>The one door for interactions: what is wrong is refused by its name, and only what is whole gets row numbers.</summary>
internal sealed class InteractionIntake(ImportContext context, IdBuilder members, IdBuilder titles, InteractionSorter sorter)
{
    private const string AllowedId = "1..128 bytes of UTF-8";

    private readonly long _latest = context.Options.Clock.GetUtcNow().Add(context.Options.FutureTolerance).ToUnixTimeSeconds();

    /// <summary>Takes the fields of an interaction as they stand in the file.</summary>
    /// <param name="reader">Where they stand.</param>
    /// <param name="format">Whether there are values and times, and which.</param>
    /// <param name="member">Id, valid UTF-8.</param>
    /// <param name="title">Id, valid UTF-8.</param>
    /// <param name="value">A number; not looked at where the format has none.</param>
    /// <param name="time">A time; not looked at where the format has none.</param>
    public void Take(RecordReader reader, TableFormat format, ReadOnlySpan<byte> member, ReadOnlySpan<byte> title, ReadOnlySpan<byte> value, ReadOnlySpan<byte> time)
    {
        if (!IsId(reader, "member", member) || !IsId(reader, "title", title)) return;
        var (number, seconds) = (1f, 0L);
        if (format.Value is not null && !TryValue(reader, format, value, out number)) return;
        if (format.Time is not null && !TryTime(reader, format, time, out seconds)) return;
        sorter.Add(members.RowOf(member), titles.RowOf(title), number, seconds);
    }

    /// <summary>A member of whom nothing may be known.</summary>
    public bool TakeMember(RecordReader reader, ReadOnlySpan<byte> member)
    {
        if (!IsId(reader, "member", member)) return false;
        members.RowOf(member);
        return true;
    }

    private static bool IsId(RecordReader reader, string field, ReadOnlySpan<byte> id)
    {
        if (id.Length is >= 1 and <= ImportOptions.MaxIdBytes) return true;
        reader.Refuse(field, id, AllowedId);
        return false;
    }

    private static bool TryValue(RecordReader reader, TableFormat format, ReadOnlySpan<byte> text, out float value)
    {
        var isNumber = float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && float.IsFinite(value);
        if (isNumber && (format.Scale is not { } scale || scale.Contains(value))) return true;
        reader.Refuse("value", text, format.Scale is { } allowed ? allowed.ToString() : "finite numbers");
        return false;
    }

    private bool TryTime(RecordReader reader, TableFormat format, ReadOnlySpan<byte> text, out long seconds)
    {
        if (!TryParse(format.TimeFormat, text, out seconds))
        {
            reader.Refuse("time", text, format.TimeFormat == TimeFormat.Date ? "dates as ISO 8601 writes them" : $"{format.TimeFormat.ToString().ToLowerInvariant()} since 1970 UTC");
            return false;
        }

        if (seconds >= 0 && seconds <= _latest) return true;
        reader.Refuse("time", text, $"1970-01-01 to {DateTimeOffset.FromUnixTimeSeconds(_latest):yyyy-MM-dd HH:mm:ss} UTC");
        return false;
    }

    private static bool TryParse(TimeFormat format, ReadOnlySpan<byte> text, out long seconds)
    {
        seconds = 0;
        if (format == TimeFormat.Date)
        {
            if (text.Length > 64) return false;
            const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
            if (!DateTimeOffset.TryParse(Encoding.UTF8.GetString(text), CultureInfo.InvariantCulture, Utc, out var date)) return false;
            seconds = date.ToUnixTimeSeconds();
            return true;
        }

        var divisor = format == TimeFormat.Milliseconds ? 1000 : 1;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            seconds = Math.DivRem(whole, divisor) is var (quotient, rest) && rest < 0 ? quotient - 1 : whole / divisor;
            return true;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !(Math.Abs(number) < 1e15)) return false;
        seconds = (long)Math.Floor(number / divisor);
        return true;
    }
}
