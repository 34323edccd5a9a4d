using System.Globalization;
using System.Text;
using Recommender.Storage.Decisions;
using Recommender.Storage.Members;

namespace Recommender.Cli.Tests.Export;

/// <summary>A log of decisions as a server writes it: one title with two images, of which the second is always played and the first never.</summary>
internal sealed class MadeLog : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly byte[] _buffer = new byte[DecisionJournal.MaxRecordBytes];
    private readonly DecisionJournal _journal;

    public MadeLog(string data)
    {
        _journal = DecisionJournal.Open(new() { Folder = Path.Combine(data, "live", "decisions") });
        Tell("title", "dull", "good");
    }

    public void Dispose() => _journal.Dispose();

    /// <summary>Names the title that is shown from now on.</summary>
    public void Tell(string title, params string[] images) =>
        _journal.Append(new TitleRecord(7, Encoding.UTF8.GetBytes(title), images.Length, [.. images.Select(Encoding.UTF8.GetBytes)]).Write(_buffer));

    /// <summary>Shows the title.</summary>
    /// <param name="number">Minutes after the start, and who.</param>
    /// <param name="chosen">Which image.</param>
    /// <param name="chances">Of the images.</param>
    public UInt128 Show(int number, int chosen, params float[] chances)
    {
        var id = UInt128.Parse(Guid.CreateVersion7(Start.AddMinutes(number)).ToString("N"), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var writer = new DecisionWriter(_buffer);
        writer.Begin(new DecisionHeader(id, DecisionIds.TimeOf(id), (ulong)(number % 40), 3, 2, 9, 21), "romance"u8, "home"u8);
        writer.Row(2, "top-picks"u8, 0, 1);
        writer.Title(new TitleChoice(7, chosen, chances.Length, -1, 0), chances);
        _journal.Append(writer.Written);
        return id;
    }

    /// <summary>Tells what came of it.</summary>
    public void Happen(UInt128 decision, OutcomeKind kind, double minutesLater = 1, int position = 0, int duration = 0, string title = "title") =>
        _journal.Append(new OutcomeRecord(decision, IdHash.Of(title), 0, kind, DecisionIds.TimeOf(decision) + (long)(60_000 * minutesLater), position, duration).Write(_buffer));

    public Task OnDiskAsync() => _journal.WaitForDurableAsync(_journal.Tail).AsTask();
}
