using Grpc.Net.Client;
using Recommender.PageLoad.Soaking;
using Recommender.V1;

namespace Recommender.PageLoad.Tests;

public sealed class MemberPuttingTests
{
    private static readonly string[] Titles = [.. Enumerable.Range(0, 1000).Select(static number => $"t{number:D6}")];

    [Fact]
    public void Makes_the_same_member_of_the_same_id_and_unlike_ones_of_others()
    {
        using var channel = GrpcChannel.ForAddress("http://127.0.0.1:9");
        Member Make(string id) => new MemberPutting(channel, Titles, history: 200, static _ => { }).Make(id);

        Assert.Equal(Make("s0000001"), Make("s0000001"));
        Assert.NotEqual(Make("s0000001").History, Make("s0000002").History);
    }

    [Fact]
    public void Makes_histories_that_the_wire_allows()
    {
        using var channel = GrpcChannel.ForAddress("http://127.0.0.1:9");
        var putting = new MemberPutting(channel, Titles, history: 200, static _ => { });

        foreach (var id in Enumerable.Range(0, 50).Select(static number => $"s{number:D7}"))
        {
            var history = putting.Make(id).History;
            Assert.Equal(200, history.Select(static item => item.TitleId).Distinct().Count());
            Assert.All(history, static item =>
            {
                Assert.InRange(item.PositionSeconds, 0, item.DurationSeconds);
                Assert.Equal(item.Finished, item.PositionSeconds == item.DurationSeconds);
                Assert.InRange(item.Time.ToDateTimeOffset(), DateTimeOffset.UnixEpoch, DateTimeOffset.UtcNow);
            });
        }
    }
}
