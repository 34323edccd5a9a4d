using System.Text.RegularExpressions;
using Google.Protobuf;
using Grpc.Net.Client;
using Recommender.Server.Hosting;
using Recommender.Server.Tests.Support;
using Recommender.V1;

namespace Recommender.Server.Tests.Hosting;

public sealed partial class StartPageTests
{
    [Fact]
    public async Task The_program_prints_a_members_page_and_a_line_that_asks_for_it()
    {
        using var world = await TinyWorld.CopyAsync();
        await using var program = RunningProgram.StartServer(world, []);
        var address = await program.ReadyAsync();
        using var channel = GrpcChannel.ForAddress(address);
        await program.PrintsAsync("grpcurl -plaintext");

        var lines = program.Output.Split('\n');
        var command = CommandPattern().Match(lines[^1]);
        var request = JsonParser.Default.Parse<RecommendRequest>(command.Groups["request"].Value);
        var page = await new RecommendationService.RecommendationServiceClient(channel).RecommendAsync(request, deadline: Patience.Deadline);

        Assert.Equal(address.Authority, command.Groups["address"].Value);
        Assert.Matches($"^The page of member {request.MemberId}, who has watched [1-9][0-9]* titles:$", lines[2]);
        Assert.NotEmpty(page.Rows);
        Assert.Equal(page.Rows.Count, lines.Count(line => line.Contains(" · ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_table_has_a_line_for_each_row_and_counts_what_has_no_room()
    {
        var page = new RecommendResponse
        {
            Rows =
            {
                new Row { Name = "Top picks", Titles = { new RecommendedTitle { TitleId = "a" }, new RecommendedTitle { TitleId = "b" } } },
                new Row { Name = new string('x', 60), Titles = { Enumerable.Range(0, 9).Select(i => new RecommendedTitle { TitleId = $"{i}" }) } },
                new Row { Name = "None" },
            },
        };

        var lines = PageTable.Lines(page, id => id is "a" ? "Heat\u001b[31m\n" : id is "b" ? "Alien" : new string('y', 40)).ToArray();

        Assert.Equal($"  {"Top picks",-44}  Heat [31m  · Alien", lines[0]);
        Assert.Equal($"  {new string('x', 43)}…  {new string('y', 40)} · {new string('y', 40)} … 7 more", lines[1]);
        Assert.Equal($"  {"None",-44}  ", lines[2]);
    }

    [GeneratedRegex("^  grpcurl -plaintext -d '(?<request>.*)' (?<address>[^ ]+) recommender.v1.RecommendationService/Recommend$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CommandPattern();
}
