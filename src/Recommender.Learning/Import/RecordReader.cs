using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace Recommender.Learning.Import;

/// <summary>Reads a text file record after record: UTF-8, plain or packed by gzip, with either line end, with or without a byte order mark.</summary>
/// <remarks>Holds one record. What is no UTF-8 or breaks the quoting is refused and passed over.</remarks>
internal sealed class RecordReader : IDisposable
{
    private const int MaxRecordBytes = 64 << 20;
    private const int BetweenLooks = 4096;   // records

    private readonly ImportContext _context;
    private readonly FileStream _file;
    private readonly CsvReader _reader;
    private readonly Func<bool> _next;   // once: a record is not worth an allocation
    private readonly bool _keepsInvalidText;
    private long _records;

    private RecordReader(string path, RecordFormat format, ImportContext context)
    {
        (FilePath, _context, _keepsInvalidText) = (path, context, format.KeepsInvalidText);
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        var bytes = UnpackingStream.Of(_file);
        var isLong = format.Separator is { } separator && (separator.Length > 1 || !char.IsAscii(separator[0]));
        if (isLong) bytes = new CsvSeparatorStream(bytes, format.Separator!);
        _reader = CsvReader.Create(bytes, new CsvReaderOptions
        {
            Separator = isLong || format.Separator is null ? null : format.Separator[0],
            HasHeader = format.HasHeader,
            Mode = format.HasQuotes ? CsvMode.Rfc4180 : CsvMode.NoEscape,
            AllowLineBreaksInQuotes = false,   // one quote too many must not swallow the rest of the file
            MalformedData = CsvMalformedDataHandling.Skip,
            OnMalformedRecord = format.HasQuotes ? Refuse : null,
            Encoding = Encoding.UTF8,
            SkipEmptyLines = !format.KeepsEmptyLines,
            MaxRecordSize = MaxRecordBytes,
            TrackLineNumbers = true,
            BufferSize = 1 << 17,
        });
        _next = _reader.Read;
    }

    public string FilePath { get; }

    /// <summary>Line at which the record starts, from 1.</summary>
    public long Line => _reader.LineNumber;

    public int FieldCount => _reader.FieldCount;

    /// <summary>The names that the header has, in order.</summary>
    public IReadOnlyList<string> Headers => Guarded(() =>
    {
        _reader.TryGetFieldIndex("", out _);   // reads it
        return _reader.Headers;
    });

    /// <summary>A field, without its quotes; empty where the record ends before it. Valid until the next record.</summary>
    public ReadOnlySpan<byte> this[int field] => _reader.GetSpan(field);

    public static RecordReader Open(string path, RecordFormat format, ImportContext context) => new(path, format, context);

    /// <summary>Where the header has a field, in any case of letters.</summary>
    /// <exception cref="InvalidDataException">It has none; the message lists those that it has.</exception>
    public int Find(string name) =>
        Guarded(() => _reader.TryGetFieldIndex(name, out var index)
            ? index
            : throw new InvalidDataException(_reader.Headers.Count == 0
                ? $"{FilePath} is empty: it has no header"
                : $"{FilePath} has no column '{name}'; it has: {string.Join(", ", _reader.Headers)}"));

    /// <summary>Whether the header has a field.</summary>
    public bool Has(string name) => Guarded(() => _reader.TryGetFieldIndex(name, out _));

    /// <summary>Goes to the next record; false at the end.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read on, or the import is strict and a record is refused.</exception>
    public bool Read()
    {
        while (Guarded(_next))
        {
            if (_records++ % BetweenLooks == 0) Look();
            if (_keepsInvalidText || Utf8.IsValid(_reader.RawRecord)) return true;
            Refuse("line", _reader.RawRecord, "valid UTF-8");
        }

        Look();
        Report();
        return false;
    }

    /// <summary>Refuses the record, or part of it.</summary>
    public void Refuse(string field, ReadOnlySpan<byte> value, string allowed) => _context.Refusals.Add(FilePath, Line, field, value, allowed);

    public void Dispose()
    {
        _reader.Dispose();
        _file.Dispose();
    }

    private void Refuse(CsvMalformedRecord record) =>
        _context.Refusals.Add(FilePath, record.LineNumber, "quoting", record.RawRecord, $"quotes around a whole field, on one line, doubled within ({record.Reason})");

    private void Look()
    {
        _context.Cancellation.ThrowIfCancellationRequested();
        if (_context.IsReportDue) Report();
    }

    // Of a pipe nobody knows how much is to come.
    private void Report() => _context.Report(FilePath, _file.CanSeek ? _file.Position : 0, _file.CanSeek ? _file.Length : 0, Math.Max(0, Line));

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException failure)
        {
            throw new InvalidDataException($"{FilePath}: {failure.Message}", failure);
        }
    }
}
