using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Recommender.Numerics;
using Recommender.Storage.Models;

namespace Recommender.StoreFigures.Mapping;

/// <summary>What a fresh process does and says: opens an index, searches it ten times, and prints how long that took.</summary>
internal static class FirstAnswers
{
    public const string CommandName = "first-answers";
    public const int K = 100;

    private static readonly Argument<FileInfo> Index = new("index") { Description = "The index." };
    private static readonly Argument<FileInfo> Query = new("query") { Description = "The query, floats." };

    public static Command CreateCommand()
    {
        var command = new Command(CommandName, "For a part of the run: opens an index and searches it.") { Hidden = true };
        command.Arguments.Add(Index);
        command.Arguments.Add(Query);
        command.SetAction(arguments => Console.WriteLine(Measure(arguments.GetRequiredValue(Index).FullName, arguments.GetRequiredValue(Query).FullName)));
        return command;
    }

    private static Times Measure(string indexPath, string queryPath)
    {
        var query = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(queryPath)).ToArray();
        var best = new ScoredRow[K];
        var began = Stopwatch.GetTimestamp();

        var (rows, index) = ExactIndexFile.Open(indexPath);
        using var heldRows = rows;
        using var heldIndex = index;
        var open = Stopwatch.GetElapsedTime(began).TotalMilliseconds;

        var scratch = new TopKScratch();
        var times = new double[10];
        for (var i = 0; i < times.Length; i++)
        {
            var asked = Stopwatch.GetTimestamp();
            index.Search(query, best, scratch);
            times[i] = Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
        }

        return new Times(open, times[0], times[^1], [.. best.Select(static scored => scored.Row)]);
    }

    /// <summary>Milliseconds, and the rows that were found.</summary>
    internal sealed record Times(double Open, double First, double Tenth, int[] Rows)
    {
        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"{Open} {First} {Tenth} {string.Join(' ', Rows)}");

        public static Times Parse(string text)
        {
            var words = text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
            double Number(int i) => double.Parse(words[i], CultureInfo.InvariantCulture);
            return new Times(Number(0), Number(1), Number(2), [.. words.Skip(3).Select(static word => int.Parse(word, CultureInfo.InvariantCulture))]);
        }
    }
}
