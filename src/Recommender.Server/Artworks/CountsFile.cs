using System.Text;
using Recommender.Numerics.Files;

namespace Recommender.Server.Artworks;

/// <summary>What was seen of artworks, in a file with checksums that is replaced whole.</summary>
internal static class CountsFile
{
    private const string Kind = "recommender.artwork-counts";
    private const int Version = 1;
    private const string Header = "header";
    private const string Contexts = "contexts";
    private const string Titles = "titles";
    private const string ContextOf = "context-of";
    private const string Artworks = "artworks";
    private const string Trailers = "trailers";
    private const string Weights = "weights";
    private const string Rewards = "rewards";
    private const char NameEnd = '\n';

    /// <summary>Writes the counts.</summary>
    /// <param name="path">The file.</param>
    /// <param name="counts">What to write; nobody changes it meanwhile.</param>
    /// <param name="at">Where in the log it stands.</param>
    /// <exception cref="IOException">The file cannot be written; the one before stays.</exception>
    public static void Write(string path, CountsCopy counts, LogPlace at)
    {
        using var file = SectionFileWriter.Create(path, Kind, Version);
        file.Write<long>(Header, [at.Done, at.ReplayFrom]);
        file.WriteUtf8(Contexts, Encoding.UTF8.GetBytes(string.Join(NameEnd, counts.Contexts)));
        file.Write<ulong>(Titles, [.. counts.Rows.Select(static row => row.Title)]);
        file.Write<int>(ContextOf, [.. counts.Rows.Select(static row => row.Context)]);
        file.Write<ulong>(Artworks, [.. counts.Rows.Select(static row => row.Artwork)]);
        file.Write<byte>(Trailers, [.. counts.Rows.Select(static row => row.IsTrailer ? (byte)1 : (byte)0)]);
        file.Write<double>(Weights, [.. counts.Rows.Select(static row => row.Weight)]);
        file.Write<double>(Rewards, [.. counts.Rows.Select(static row => row.Reward)]);
        file.Commit();
    }

    /// <summary>Reads the counts into empty ones.</summary>
    /// <returns>Where in the log they stand.</returns>
    /// <exception cref="InvalidFileException">The file is damaged, of another kind or a later version.</exception>
    public static LogPlace Read(string path, ArtworkCounts into)
    {
        using var file = SectionFile.Open(path, Kind, Version);
        file.Verify();
        using var header = file.Vector<long>(Header, 2);
        using var names = file.Utf8(Contexts);
        using var titles = file.Vector<ulong>(Titles);
        using var contextOf = file.Vector<int>(ContextOf, titles.Length);
        using var artworks = file.Vector<ulong>(Artworks, titles.Length);
        using var trailers = file.Vector<byte>(Trailers, titles.Length);
        using var weights = file.Vector<double>(Weights, titles.Length);
        using var rewards = file.Vector<double>(Rewards, titles.Length);
        int[] contexts = [.. Encoding.UTF8.GetString(names.Span).Split(NameEnd).Select(into.ContextOf)];
        for (var row = 0; row < titles.Length; row++)
        {
            if ((uint)contextOf[row] >= (uint)contexts.Length) throw new InvalidFileException(path, 0, $"row {row} is of context {contextOf[row]}; there are {contexts.Length}");
            into.Add(titles[row], contexts[contextOf[row]], artworks[row], trailers[row] != 0, weights[row], rewards[row]);
        }

        return new LogPlace(header[0], header[1]);
    }
}
