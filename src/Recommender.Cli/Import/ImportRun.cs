using System.CommandLine;
using System.Globalization;
using Recommender.Learning.Data;
using Recommender.Learning.Import;

namespace Recommender.Cli.Import;

/// <summary>Runs an import with its progress and says what came of it.</summary>
internal static class ImportRun
{
    /// <summary>Makes a command's action of what it reads.</summary>
    /// <param name="command">The command.</param>
    /// <param name="flags">Its flags.</param>
    /// <param name="read">Reads files into the import; gives what Wikipedia knew, where it was asked.</param>
    public static void SetAction(Command command, ImportFlags flags, Func<ParseResult, DatasetImport, JoinReport?> read)
    {
        flags.AddTo(command);
        // On another thread, so that the one that waits for a signal is free.
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, flags, read, cancellation), CancellationToken.None));
    }

    private static int Run(ParseResult parsed, ImportFlags flags, Func<ParseResult, DatasetImport, JoinReport?> read, CancellationToken cancellation)
    {
        var (path, replace) = (flags.Output.Path(parsed), flags.Output.Replaces(parsed));
        DatasetFolder.RefuseTaken(path, replace);   // before the hours that reading may take
        return ProgressDisplay.Show(progress =>
        {
            var output = parsed.InvocationConfiguration.Output;
            using var import = new DatasetImport(flags.Read(parsed, progress), cancellation);
            var join = read(parsed, import);
            RefuseNothing(import);
            var counts = import.Save(path, replace);
            return () => Report(output, path, counts, import, join);
        });
    }

    private static void RefuseNothing(DatasetImport import)
    {
        if (import.Refusals.Count == 0 || import.InteractionsRead > 0 || import.TitlesDescribed > 0) return;
        throw new InvalidDataException($"nothing could be taken: {import.Refusals.Count} lines were refused, the first: {import.Refusals.First[0]}");
    }

    private static void Report(TextWriter output, string path, DatasetCounts counts, DatasetImport import, JoinReport? join)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {counts.Members:N0} members, {counts.Titles:N0} titles, {counts.Tags:N0} tags, {counts.Interactions:N0} interactions"));
        if (join is not null)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Wikipedia knew {join.Found:N0} of {join.Titles:N0} titles ({100 * join.Share:F1} %): {join.SameYear:N0} by name and year, {join.NearYear:N0} a year off, {join.PartOfName:N0} by part of the name; {join.Ambiguous:N0} passed over as ambiguous"));
        }

        if (import.Duplicates > 0) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{import.Duplicates:N0} interactions gave way to another of the same member and title"));
        RefusalReport.Write(output, import.Refusals);
    }
}
