using System.IO.Compression;
using System.Text;
using Recommender.Learning.Data;
using Recommender.Learning.Import;

namespace Recommender.Learning.Tests.Import;

public sealed class TableImportTests : IDisposable
{
    private static readonly TableFormat Columns = new() { Member = "member", Title = "title", Value = "value", Time = "time" };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("member,title,value,time\na,x,1.5,10\nb,x,2,20\n")]
    [InlineData("\uFEFFmember,title,value,time\r\na,x,1.5,10\r\nb,x,2,20\r\n")]
    [InlineData("time;value;title;member\n10;1.5;x;a\n20;2;x;b")]
    [InlineData("Member\tTitle\tValue\tTime\tmore\na\tx\t1.5\t10\t\nb\tx\t2\t20\tz\n")]
    [InlineData("\"member\",\"title\",\"value\",\"time\"\n\"a\",\"x\",\"1.5\",\"10\"\n\n\"b\",\"x\",\"2\",\"20\"\n")]
    [InlineData("member,title,value,time\na,x,1.5e0,10.9\nb,x,2,20\n")]
    public void Reads_the_same_however_it_is_written(string text)
    {
        var (data, refusals) = Import(text);

        Assert.Equal(0, refusals.Count);
        Assert.Equal(["a", "b"], data.Members.Ids);
        Assert.Equal(["x"], data.TitleIds.Ids);
        Assert.Equal([1.5f, 2], data.Interactions.Values);
        Assert.Equal([10, 20], data.Interactions.Times);
        Assert.Equal("x", data.Titles[0].Name);
    }

    [Theory]
    [InlineData("nan", "value", "finite")]
    [InlineData("Infinity", "value", "finite")]
    [InlineData("1e60", "value", "finite")]
    [InlineData("", "value", "finite")]
    [InlineData("five", "value", "finite")]
    public void A_value_that_is_none_is_refused(string value, string field, string allowed) => AssertRefused($"a,x,{value},10", field, value, allowed);

    [Theory]
    [InlineData("", "seconds")]
    [InlineData("-1", "1970-01-01 to 2026-01-02 00:00:00")]
    [InlineData("1767312001", "1970-01-01 to 2026-01-02 00:00:00")]
    [InlineData("99999999999999999999", "seconds")]
    [InlineData("NaN", "seconds")]
    public void A_time_that_nobody_can_have_seen_is_refused(string time, string allowed) => AssertRefused($"a,x,1,{time}", "time", time, allowed);

    [Fact]
    public void A_time_within_the_tolerance_is_taken() => Assert.Equal([1767312000], Import("member,title,value,time\na,x,1,1767312000\n").Data.Interactions.Times);

    [Fact]
    public void An_empty_id_is_refused() => AssertRefused(",x,1,10", "member", "", "1..128 bytes");

    [Fact]
    public void An_id_of_a_megabyte_is_refused_and_shown_shortened()
    {
        var refusal = AssertRefused($"a,{new string('x', 1 << 20)},1,10", "title", null, "1..128 bytes");

        Assert.InRange(refusal.Value.Length, 60, 90);
        Assert.Contains("1048576 bytes", refusal.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_of_128_bytes_is_taken() => Assert.Equal([new string('é', 64)], Import($"member,title,value,time\n{new string('é', 64)},x,1,10\n").Data.Members.Ids);

    [Fact]
    public void A_line_with_too_few_fields_is_refused() => AssertRefused("a,x,1", "number of fields", "3", "4 and more");

    [Fact]
    public void A_quote_that_is_never_closed_costs_its_own_line_only() => AssertRefused("\"a,x,1,10", "quoting", "\"a,x,1,10", "quotes around a whole field");

    [Fact]
    public void A_line_that_is_no_utf8_is_refused()
    {
        byte[] text = [.. "member,title,value,time\na,x,1,10\n"u8, 0xFF, 0xFE, .. ",x,1,10\nb,x,2,20\n"u8];
        using var import = NewImport();
        import.ReadTable(_folder.With("ratings.csv", text), Columns);

        Assert.Equal(["a", "b"], import.ToDataset().Members.Ids);
        Assert.Equal((3, "valid UTF-8"), ((int)import.Refusals.First[0].Line, import.Refusals.First[0].Allowed));
    }

    [Fact]
    public void A_value_off_its_scale_is_refused_by_both_ends()
    {
        using var import = NewImport();
        import.ReadTable(_folder.With("ratings.csv", "member,title,value,time\na,x,5,1\na,y,5.5,1\na,z,0.4,1\n"), Columns with { Scale = new ValueScale(0.5f, 5) });

        Assert.Equal(1, import.ToDataset().Interactions.Count);
        Assert.Equal(["ratings.csv:3: value is '5.5'; allowed 0.5..5", "ratings.csv:4: value is '0.4'; allowed 0.5..5"], import.Refusals.First.Select(refusal => refusal.ToString()));
    }

    [Fact]
    public void What_is_refused_leaves_no_member_and_no_title()
    {
        var (data, _) = Import("member,title,value,time\nghost,phantom,none,10\na,x,1,10\n");

        Assert.Equal(["a"], data.Members.Ids);
        Assert.Equal(["x"], data.TitleIds.Ids);
    }

    [Fact]
    public void All_refusals_are_counted_and_the_first_ten_kept()
    {
        var (_, refusals) = Import("member,title,value,time\n" + string.Concat(Enumerable.Range(0, 25).Select(i => $"a,x,bad{i},1\n")));

        Assert.Equal((25, 10), (refusals.Count, refusals.First.Count));
        Assert.Equal(25, refusals.ByField["value"]);
        Assert.Equal("bad9", refusals.First[^1].Value);
    }

    [Fact]
    public void A_strict_import_ends_at_the_first_refusal()
    {
        using var import = new DatasetImport(new ImportOptions { Strict = true });

        var refused = Assert.Throws<InvalidDataException>(() => import.ReadTable(_folder.With("r.csv", "member,title,value,time\na,x,bad,1\na,x,worse,1\n"), Columns));

        Assert.Contains("r.csv:2: value is 'bad'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_has_no_columns() =>
        Assert.Contains("is empty", Assert.Throws<InvalidDataException>(() => Import("")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_header_alone_is_a_dataset_without_interactions() => Assert.Equal(0, Import("member,title,value,time\n").Data.Interactions.Count);

    [Fact]
    public void A_column_that_is_not_there_is_named_with_those_that_are()
    {
        var refused = Assert.Throws<InvalidDataException>(() => Import("user,title,value,time\n"));

        Assert.Contains("no column 'member'; it has: user, title, value, time", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_may_be_numbers_where_there_is_no_header()
    {
        using var import = NewImport();
        import.ReadTable(_folder.With("ratings.dat", "1::0000012::7::100\n2::0000012::8::200\n"), new TableFormat { Member = "1", Title = "2", Value = "3", Time = "4", Separator = "::", HasHeader = false, HasQuotes = false });

        var data = import.ToDataset();

        Assert.Equal(["0000012"], data.TitleIds.Ids);
        Assert.Equal([7f, 8], data.Interactions.Values);
    }

    [Fact]
    public void A_member_with_a_hundred_thousand_events_is_a_member()
    {
        var (data, _) = Import("member,title,value,time\n" + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"a,{i},1,{100_000 - i}\n")));

        Assert.Equal(100_000, data.Interactions[0].Count);
        Assert.Equal(99_999, data.Interactions[0].Titles[0]);
    }

    [Fact]
    public void The_same_line_thrice_is_one_interaction()
    {
        using var import = NewImport();
        import.ReadTable(_folder.With("r.csv", "member,title,value,time\na,x,1,1\na,x,1,1\na,x,1,1\n"), Columns);

        Assert.Equal(1, import.ToDataset().Interactions.Count);
        Assert.Equal(2, import.Duplicates);
    }

    [Theory]
    [InlineData(TimeFormat.Milliseconds, "1364690142999", 1364690142)]
    [InlineData(TimeFormat.Date, "2013-03-31T00:35:42Z", 1364690142)]
    [InlineData(TimeFormat.Date, "2013-03-31T02:35:42+02:00", 1364690142)]
    [InlineData(TimeFormat.Date, "2013-03-31", 1364688000)]
    [InlineData(TimeFormat.Seconds, "1364690142.9", 1364690142)]
    public void Times_are_read_as_they_are_written(TimeFormat format, string written, long seconds)
    {
        using var import = NewImport();
        import.ReadTable(_folder.With("r.csv", $"member,title,value,time\na,x,1,{written}\n"), Columns with { TimeFormat = format });

        Assert.Equal([seconds], import.ToDataset().Interactions.Times);
    }

    [Fact]
    public void A_packed_file_is_read_as_it_was()
    {
        using var import = NewImport();
        import.ReadTable(_folder.With("r.csv.gz", Packed("member,title,value,time\na,x,1,1\n")), Columns);

        Assert.Equal(1, import.ToDataset().Interactions.Count);
    }

    [Fact]
    public void A_packed_file_that_is_cut_short_is_named()
    {
        var whole = Packed("member,title,value,time\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"{i},{i * 7919},1,1\n")));
        using var import = NewImport();

        var refused = Assert.Throws<InvalidDataException>(() => import.ReadTable(_folder.With("r.csv.gz", whole.AsSpan(0, whole.Length / 2)), Columns));

        Assert.Contains("r.csv.gz", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_import_ends_and_writes_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        using var import = new DatasetImport(new ImportOptions(), cancelled.Token);
        import.ReadTable(_folder.With("r.csv", "member,title,value,time\na,x,1,1\n"), Columns);
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => import.Save(_folder["data"]));

        Assert.Equal(["r.csv"], _folder.Names());
    }

    [Fact]
    public void A_saved_import_is_the_one_in_memory_to_the_byte_however_little_memory_there_is()
    {
        var path = _folder.With("r.csv", "member,title,value,time\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"m{i * 31 % 97},t{i * 17 % 203},{i % 9},{i * 13 % 1000}\n")));
        using (var plenty = NewImport())
        {
            plenty.ReadTable(path, Columns);
            DatasetFolder.Save(_folder["plenty"], plenty.ToDataset());
        }

        using (var little = new DatasetImport(new ImportOptions { MemoryBytes = ImportOptions.MinMemoryBytes, WorkFolder = _folder.FullName }))
        {
            little.ReadTable(path, Columns);
            little.Save(_folder["little"]);
            Assert.True(little.SpilledRuns > 10);
        }

        Assert.All(Directory.GetFiles(_folder["plenty"]), file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(_folder["little"], Path.GetFileName(file)))));
        Assert.Equal(["little", "plenty", "r.csv"], _folder.Names());
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static DatasetImport NewImport() => new(new ImportOptions { Clock = new FixedClock() });

    // A line between two good ones.
    private Refusal AssertRefused(string line, string field, string? value, string allowed)
    {
        var (data, refusals) = Import($"member,title,value,time\nbefore,x,1,10\n{line}\nafter,x,1,10\n");

        Assert.Equal(["before", "after"], data.Members.Ids);
        var refusal = Assert.Single(refusals.First);
        Assert.Equal((3, field), (refusal.Line, refusal.Field));
        if (value is not null) Assert.Equal(value, refusal.Value);
        Assert.Contains(allowed, refusal.Allowed, StringComparison.Ordinal);
        return refusal;
    }

    private (Dataset Data, RefusalLog Refusals) Import(string text)
    {
        using var import = NewImport();
        import.ReadTable(_folder.With("ratings.csv", text), Columns);
        return (import.ToDataset(), import.Refusals);
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
