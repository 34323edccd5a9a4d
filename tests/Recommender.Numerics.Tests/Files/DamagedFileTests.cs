using System.Runtime.InteropServices;
using Recommender.Numerics.Files;

namespace Recommender.Numerics.Tests.Files;

public sealed class DamagedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_changed_byte_of_header_or_directory_is_refused_or_makes_no_difference()
    {
        var whole = File.ReadAllBytes(SampleFile.Write(_folder["a"]));
        var expected = SampleFile.Read(_folder["a"]);
        var directory = (int)BitConverter.ToInt64(whole, 24);
        int[] places = [.. Enumerable.Range(0, 4096), .. Enumerable.Range(directory, whole.Length - directory)];
        var refused = 0;
        foreach (var place in places)
        {
            foreach (var change in (byte[])[0x01, 0xFF])
            {
                whole[place] ^= change;
                File.WriteAllBytes(_folder["a"], whole);
                whole[place] ^= change;
                var read = SampleFile.Read(_folder["a"]);

                Assert.True(read == "refused" || read == expected, $"byte {place} changed by {change}: {read}");
                if (read == "refused") refused++;
            }
        }

        Assert.Equal(2 * places.Length, refused);   // a checksum covers all of it
    }

    [Fact]
    public void A_header_or_directory_that_lies_under_a_right_checksum_makes_no_reader_leave_the_file()
    {
        var whole = File.ReadAllBytes(SampleFile.Write(_folder["a"]));
        var directory = (int)BitConverter.ToInt64(whole, 24);
        var random = new Random(20260101);
        var survived = 0;
        for (var round = 0; round < 5_000; round++)
        {
            var hostile = whole.AsSpan().ToArray();
            var place = random.Next(2) == 0 ? random.Next(112) : random.Next(directory, whole.Length - 8);
            var lie = (long[])[0, -1, 1, long.MaxValue, long.MinValue, random.NextInt64(), random.Next(whole.Length), hostile.Length + 4096];
            MemoryMarshal.Write(hostile.AsSpan(place), lie[random.Next(lie.Length)] >> (8 * random.Next(8)));
            Seal(hostile, directory);
            File.WriteAllBytes(_folder["a"], hostile);

            var before = GC.GetAllocatedBytesForCurrentThread();
            if (SampleFile.Read(_folder["a"]) != "refused") survived++;
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
        }

        Assert.InRange(survived, 1, 4_500);   // names and checksums of blocks may be anything: no read went past the file
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        var whole = File.ReadAllBytes(SampleFile.Write(_folder["a"]));
        for (var length = 0; length < whole.Length; length += 1 + length / 100)
        {
            File.WriteAllBytes(_folder["a"], whole[..length]);

            Assert.Equal("refused", SampleFile.Read(_folder["a"]));
        }
    }

    [Theory]
    [InlineData(0, 'X', "byte 0: no section file")]
    [InlineData(8, 1, "byte 8: written in another byte order")]
    [InlineData(12, 2, "byte 12: format version is 2; this program reads 1")]
    [InlineData(100, 7, "byte 0: the header is damaged")]
    public void Says_what_is_wrong_with_the_header(int at, int value, string expected)
    {
        var bytes = File.ReadAllBytes(SampleFile.Write(_folder["a"]));
        bytes[at] = (byte)value;
        File.WriteAllBytes(_folder["a"], bytes);

        var error = Assert.Throws<InvalidFileException>(() => SectionFile.Open(_folder["a"]));

        Assert.Contains(_folder["a"], error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_what_kind_and_version_it_found()
    {
        SampleFile.Write(_folder["a"]);

        var kind = Assert.Throws<InvalidFileException>(() => SectionFile.Open(_folder["a"], "other", 2));
        var version = Assert.Throws<InvalidFileException>(() => SectionFile.Open(_folder["a"], SampleFile.Kind, newestVersion: 1));

        Assert.Contains("holds recommender.sample; expected other", kind.Message, StringComparison.Ordinal);
        Assert.Contains("version of recommender.sample is 2; this program reads 1..1", version.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verification_names_section_and_place_of_a_changed_byte()
    {
        const int block = 65536;
        using (var writer = SectionFileWriter.Create(_folder["a"], "big", 1))
        {
            writer.Write<byte>("first", new byte[block]);
            writer.Write<byte>("second", new byte[3 * block + 5]);
            writer.Commit();
        }

        foreach (var place in (int[])[0, block - 1, block, 2 * block + 7, 3 * block, 3 * block + 4])
        {
            Change(_folder["a"], 4096 + block + place);
            using (var file = SectionFile.Open(_folder["a"]))
            {
                var error = Assert.Throws<InvalidFileException>(() => file.Verify());
                Assert.Equal(4096 + block + place / block * block, error.Offset);
                Assert.Contains("section second U8[196613] is damaged", error.Message, StringComparison.Ordinal);
            }

            Change(_folder["a"], 4096 + block + place);
        }

        using var whole = SectionFile.Open(_folder["a"]);
        whole.Verify();
    }

    [Fact]
    public void Verification_reports_progress_and_can_be_cancelled()
    {
        SampleFile.Write(_folder["a"]);
        using var file = SectionFile.Open(_folder["a"]);
        var progress = new Reports();

        file.Verify(progress);

        Assert.Equal(12 + 2 * 64 + 6, progress.Last);
        Assert.Throws<OperationCanceledException>(() => file.Verify(cancellation: new CancellationToken(canceled: true)));
    }

    private static void Change(string path, long at)
    {
        using var file = File.OpenHandle(path, access: FileAccess.ReadWrite);
        var one = new byte[1];
        RandomAccess.Read(file, one, at);
        RandomAccess.Write(file, [(byte)~one[0]], at);
    }

    // Makes both checksums right again where they lie by default.
    private static void Seal(Span<byte> file, int directory)
    {
        MemoryMarshal.Write(file[36..], Crc32C.Of(file[directory..]));
        MemoryMarshal.Write(file[4092..], Crc32C.Of(file[..4092]));
    }

    private sealed class Reports : IProgress<long>
    {
        public long Last { get; private set; }

        public void Report(long value) => Last = value;
    }
}
