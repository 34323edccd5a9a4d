using Recommender.Numerics.Files;
using Recommender.Server.Artworks;
using Recommender.Server.Tests.Support;

namespace Recommender.Server.Tests.Artworks;

public sealed class CountsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.PathOf("counts");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5_000)]
    public void Gives_back_what_was_written_with_its_place_in_the_log(int count)
    {
        var counts = Made(count);
        CountsFile.Write(File, CountsCopy.Of(counts), new LogPlace(123, 45));
        var read = new ArtworkCounts();
        Assert.Equal(new LogPlace(123, 45), CountsFile.Read(File, read));

        Assert.Equal(Said(counts), Said(read));
        Assert.Equal(counts.SumsOf(3, trailers: true).All.Reward, read.SumsOf(3, trailers: true).All.Reward, 1e-9);
        Assert.Equal(counts.SumsOf(3, trailers: false).Title.Weight, read.SumsOf(3, trailers: false).Title.Weight);
        Assert.Equal(counts.Waiting, read.Waiting);
    }

    [Fact]
    public void A_file_with_a_wrong_byte_anywhere_is_refused_or_says_the_same()
    {
        var counts = Made(200);
        CountsFile.Write(File, CountsCopy.Of(counts), new LogPlace(1, 1));
        var (bytes, random, refused) = (System.IO.File.ReadAllBytes(File), new Random(20260101), 0);
        for (var round = 0; round < 100; round++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            System.IO.File.WriteAllBytes(File, damaged);
            var read = new ArtworkCounts();
            try
            {
                CountsFile.Read(File, read);
                Assert.Equal(Said(counts), Said(read));   // between sections lies nothing
            }
            catch (InvalidFileException)
            {
                refused++;
            }
        }

        Assert.True(refused > 10, $"only {refused} of 100 were refused");
    }

    private static ArtworkCounts Made(int count)
    {
        var (counts, random) = (new ArtworkCounts(), new Random(20260101));
        for (var i = 0; i < count; i++)
        {
            var artwork = (ulong)random.Next(8);
            counts.Add((ulong)random.Next(100), counts.ContextOf(random.Next(3) == 0 ? "" : $"persona {random.Next(4)}"), artwork, artwork > 5, random.Next(2), random.NextDouble());
        }

        return counts;
    }

    private static string[] Said(ArtworkCounts counts) => [.. CountsCopy.Of(counts).Rows
        .Select(row => $"{row.Title} {counts.Contexts[row.Context]} {row.Artwork} {row.IsTrailer} {row.Weight} {Math.Round(row.Reward, 9)}").Order(StringComparer.Ordinal)];
}
