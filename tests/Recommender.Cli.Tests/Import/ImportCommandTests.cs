using System.Diagnostics;
using Recommender.Learning.Data;

namespace Recommender.Cli.Tests.Import;

public sealed class ImportCommandTests : IDisposable
{
    private const string Ratings = "member,title,value,time\na,x,1,10\na,y,2,20\nb,x,9,30\nb,x,3,40\n";

    private static readonly string[] Columns = ["--member-column", "member", "--title-column", "title", "--value-column", "value", "--time-column", "time"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_table_becomes_a_dataset_and_what_happened_is_said()
    {
        _folder.With("ratings.csv", Ratings + "c,x,NaN,50\n");

        var run = await ImportTable();

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(
            ["data: 2 members, 2 titles, 0 tags, 3 interactions", "1 interactions gave way to another of the same member and title", "refused 1 (value 1); the first:", "  ratings.csv:6: value is 'NaN'; allowed finite numbers"],
            run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal([1f, 2, 3], DatasetFolder.Open(_folder["data"]).Interactions.Values);
        Assert.Equal(["data", "ratings.csv"], _folder.Names());
    }

    [Fact]
    public async Task Which_duplicate_stays_can_be_chosen()
    {
        _folder.With("ratings.csv", Ratings);

        await ImportTable("--duplicates", "highest");

        Assert.Equal([1f, 2, 9], DatasetFolder.Open(_folder["data"]).Interactions.Values);
    }

    [Fact]
    public async Task A_dataset_that_is_there_stays_unless_it_is_to_be_replaced()
    {
        _folder.With("ratings.csv", Ratings);
        await ImportTable();
        _folder.With("ratings.csv", "member,title,value,time\nz,x,1,10\n");

        var refused = await ImportTable();

        Assert.Equal((2, "'data' exists; name another folder or replace it\n"), (refused.ExitCode, refused.Errors));
        Assert.Equal(["a", "b"], DatasetFolder.Open(_folder["data"]).Members.Ids);
        Assert.Equal(0, (await ImportTable("--replace")).ExitCode);
        Assert.Equal(["z"], DatasetFolder.Open(_folder["data"]).Members.Ids);
        Assert.Equal(["data", "ratings.csv"], _folder.Names());
    }

    [Fact]
    public async Task A_replacement_that_fails_leaves_the_old_one()
    {
        _folder.With("ratings.csv", Ratings);
        await ImportTable();
        _folder.With("ratings.csv", "member,title,value,time\nz,x,1,10\nz,y,bad,10\n");

        var run = await ImportTable("--replace", "--strict");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("ratings.csv:3: value is 'bad'", run.Errors, StringComparison.Ordinal);
        Assert.Equal(["a", "b"], DatasetFolder.Open(_folder["data"]).Members.Ids);
        Assert.Equal(["data", "ratings.csv"], _folder.Names());
    }

    [Fact]
    public async Task When_every_line_is_refused_there_is_no_dataset()
    {
        _folder.With("ratings.csv", "member,title,value,time\nz,x,bad,10\n");

        var run = await ImportTable();

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("nothing could be taken: 1 lines were refused, the first: ratings.csv:2", run.Errors, StringComparison.Ordinal);
        Assert.Equal(["ratings.csv"], _folder.Names());
    }

    [Theory]
    [InlineData("--memory", "0", "--memory is 0; allowed is 1 and more")]
    [InlineData("--future-tolerance", "NaN", "--future-tolerance is NaN; allowed is 0 and more")]
    [InlineData("--scale", "5..1", "--scale is '5..1'; needed are two numbers")]
    [InlineData("--delimiter", "\"", "--delimiter is '\"'; allowed are 1..16 characters")]
    public async Task A_flag_out_of_its_range_is_refused_by_name_and_value(string flag, string value, string message)
    {
        _folder.With("ratings.csv", Ratings);

        var run = await ImportTable(flag, value);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.Equal(["ratings.csv"], _folder.Names());
    }

    [Fact]
    public async Task A_file_that_is_absent_is_named()
    {
        var run = await Import(["table", "nothing.csv", "--out", "data", .. Columns]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("nothing.csv", run.Errors, StringComparison.Ordinal);
        Assert.Empty(_folder.Names());
    }

    [Fact]
    public async Task Adjacency_lists_lines_of_JSON_and_titles_meet_in_one_dataset()
    {
        _folder.With("train.txt", "0\t2\t1\n1\t2\n");
        _folder.With("titles.jsonl", """{"id":"1","name":"One","tags":[{"group":"genre","name":"Crime"}]}""");

        Assert.Equal(0, (await Import("adjacency", "train.txt", "--delimiter", "tab", "--titles", "titles.jsonl", "--out", "data")).ExitCode);
        Assert.Equal(0, (await Import("titles", "titles.jsonl", "--out", "catalogue")).ExitCode);

        var data = DatasetFolder.Open(_folder["data"]);
        Assert.Equal(["One", "2"], data.Titles.Select(title => title.Name));
        Assert.Equal([1, 0], data.Interactions[0].Titles);
        Assert.Equal((1, 0), (DatasetFolder.Open(_folder["catalogue"]).Titles.Count, DatasetFolder.Open(_folder["catalogue"]).Interactions.Count));
    }

    [Fact]
    public async Task Embeddings_become_a_file()
    {
        byte[] npy = [0x93, .. "NUMPY"u8, 1, 0, 58, 0, .. "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1)}\n"u8, 0, 0, 128, 63, 0, 0, 0, 64];
        await File.WriteAllBytesAsync(_folder["v.npy"], npy);
        _folder.With("ids.txt", "a\nb\n");

        var run = await Import("embeddings", "v.npy", "--ids", "ids.txt", "--out", "e");

        Assert.Equal((0, "e: 2 embeddings of dimension 1\n", ""), (run.ExitCode, run.Output, run.Errors));
        using var embeddings = EmbeddingFile.Open(_folder["e"]);
        Assert.Equal((1f, 2f), (embeddings.Vectors[0][0], embeddings.Vectors[1][0]));
    }

    [Fact]
    public async Task An_interrupted_import_leaves_the_old_dataset_and_nothing_else()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a pipe with a name is needed");
        _folder.With("ratings.csv", Ratings);
        await ImportTable();
        using (var make = Process.Start("mkfifo", [_folder["pipe"]])) await make.WaitForExitAsync();

        using var program = CliProgram.Start(_folder.FullName, ["import", "table", "pipe", "--out", "data", "--replace", "--memory", "1", .. Columns]);
        await Task.Run(() => WriteUntilNobodyReads(program));
        var run = await program.EndAsync();

        Assert.Equal(130, run.ExitCode);
        Assert.Contains("cancelled; nothing was changed", run.Errors, StringComparison.Ordinal);
        Assert.Equal(["a", "b"], DatasetFolder.Open(_folder["data"]).Members.Ids);
        Assert.Equal(["data", "pipe", "ratings.csv"], _folder.Names());
    }

    private void WriteUntilNobodyReads(CliProgram program)
    {
        var pipe = new StreamWriter(_folder["pipe"]);   // opens when the program does
        try
        {
            pipe.WriteLine("member,title,value,time");
            Write(pipe, lines: 100_000);   // more than a megabyte holds
            program.Interrupt();
            Assert.Throws<IOException>(() => Write(pipe, lines: int.MaxValue));
        }
        finally
        {
            Assert.Throws<IOException>(pipe.Dispose);   // what is buffered goes nowhere
        }
    }

    private static void Write(StreamWriter pipe, int lines)
    {
        for (var i = 0; i < lines; i++) pipe.WriteLine($"m{i % 1000},t{i / 1000},1,1");
        pipe.Flush();
    }

    private Task<RunResult> ImportTable(params string[] flags) => Import(["table", "ratings.csv", "--out", "data", .. flags, .. Columns]);

    private Task<RunResult> Import(params string[] arguments) => CliProgram.RunAsync(_folder.FullName, ["import", .. arguments]);
}
