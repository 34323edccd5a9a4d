using System.Globalization;
using System.Numerics;
using System.Text;
using Recommender.Numerics.Files;

namespace Recommender.Storage.Store;

/// <summary>
/// The checkpoints that may be recovered from, newest first: a small text file with a checksum. A checkpoint is written there
/// after all of its files are on disk, so what stands there is whole, whatever else lies about after a crash.
/// </summary>
/// <param name="folder">Where the file lies.</param>
/// <param name="layout">Of the log, to be written down with the checkpoints.</param>
internal sealed class CheckpointList(string folder, LogLayout? layout = null)
{
    /// <summary>Checkpoints kept: the newest, and one to fall back on.</summary>
    public const int Kept = 2;

    private const string Heading = "recommender checkpoints, version 2";
    private const string HeadingOfVersion1 = "recommender checkpoints, version 1";
    private const string NoBytes = "-";

    private string FileName => Path.Combine(folder, "CHECKPOINTS");

    /// <summary>What stands in the list; nothing where there is no file.</summary>
    /// <exception cref="StoreException">The file is damaged or of another version.</exception>
    public IReadOnlyList<CheckpointEntry> Read() => Parse([.. Lines().Where(static line => !IsLayout(line))]);

    /// <summary>The layout of the log; null where there is no file, or one of version 1.</summary>
    /// <exception cref="StoreException">The file is damaged or of another version.</exception>
    public LogLayout? ReadLayout() =>
        Array.Find(Lines(), IsLayout)?.Split(' ') is [_, var pageBits, var segmentBits] ? new LogLayout((int)Number(pageBits), (int)Number(segmentBits)) : null;

    /// <summary>Replaces the list; when this returns, the new one is on disk. A crash before leaves the old one.</summary>
    public void Write(IEnumerable<CheckpointEntry> entries)
    {
        var text = new StringBuilder(Heading).Append('\n');
        if (layout is not null) text.Append(CultureInfo.InvariantCulture, $"layout {layout.PageBits} {layout.SegmentBits}\n");
        foreach (var entry in entries)
        {
            text.Append(CultureInfo.InvariantCulture, $"checkpoint {entry.Token:N} {entry.Begin} {entry.Tail} {(entry.TailBytes is { Length: > 0 } bytes ? Convert.ToHexStringLower(bytes) : NoBytes)}\n");
            if (entry.JournalPosition != 0) text.Append(CultureInfo.InvariantCulture, $"journal {entry.JournalPosition}\n");
            if (entry.Keys is { } keys) text.Append(CultureInfo.InvariantCulture, $"keys {keys}\n");
            foreach (var file in entry.Files) text.Append(CultureInfo.InvariantCulture, $"file {file.Name} {file.Bytes} {file.Checksum:x8}\n");
        }

        text.Append(SumLine(text.ToString()));

        var aside = FileName + ".new";
        using (var file = new FileStream(aside, FileMode.Create, FileAccess.Write))
        {
            file.Write(Encoding.ASCII.GetBytes(text.ToString()));
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, FileName, overwrite: true);
        FolderFlush.Run(folder);
    }

    private static bool IsLayout(string line) => line.StartsWith("layout ", StringComparison.Ordinal);

    private string[] Lines()
    {
        if (!File.Exists(FileName)) return [];
        var text = File.ReadAllText(FileName);
        var lines = text.Split('\n');
        if (lines[0] is not (Heading or HeadingOfVersion1)) throw Damaged($"starts with '{lines[0]}', not '{Heading}'", offset: 0);

        var sumAt = text.LastIndexOf("sum ", StringComparison.Ordinal);
        if (sumAt < 0 || text[sumAt..] != SumLine(text[..sumAt])) throw Damaged("does not agree with its checksum", Math.Max(sumAt, 0));
        return lines[1..^2];
    }

    private static string SumLine(string text) =>
        string.Create(CultureInfo.InvariantCulture, $"sum {Encoding.ASCII.GetBytes(text).Aggregate(uint.MaxValue, BitOperations.Crc32C):x8}\n");

    private List<CheckpointEntry> Parse(string[] lines)
    {
        var entries = new List<CheckpointEntry>();
        var files = new List<SealedFile>();
        foreach (var line in lines)
        {
            switch (line.Split(' '))
            {
                case ["checkpoint", var token, var begin, var tail, .. var tailBytes]:
                    files = [];
                    entries.Add(new CheckpointEntry(Guid.ParseExact(token, "N"), Number(begin), Number(tail), Bytes(tailBytes), Keys: null, files));
                    break;
                case ["keys", var keys]:
                    entries[^1] = entries[^1] with { Keys = Number(keys) };
                    break;
                case ["journal", var position]:
                    entries[^1] = entries[^1] with { JournalPosition = Number(position) };
                    break;
                case ["file", var name, var bytes, var checksum]:
                    files.Add(new SealedFile(name, Number(bytes), uint.Parse(checksum, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
                    break;
                default:
                    throw Damaged($"has the line '{line}'", offset: 0);
            }
        }

        return entries;
    }

    private static byte[]? Bytes(string[] hex) => hex is [var text] ? Convert.FromHexString(text == NoBytes ? "" : text) : null;

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private StoreException Damaged(string how, int offset) => new($"file '{FileName}' {how} (offset {offset})");
}
