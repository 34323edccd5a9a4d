using Google.Rpc;
using Grpc.Core;
using Recommender.Server.Errors;
using Recommender.Server.Tests.Protos;
using Recommender.Server.Tests.Support;
using Status = Grpc.Core.Status;

namespace Recommender.Server.Tests.Errors;

public sealed class RichErrorTests
{
    [Fact]
    public void Invalid_argument_names_every_violation_for_programs_and_for_people()
    {
        var failure = RichError.InvalidArgument(new("titles[3].id", "is empty; allowed 1..128 bytes"), new("country", "is 'xx'"));

        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
        Assert.Equal("titles[3].id is empty; allowed 1..128 bytes; country is 'xx'", failure.Status.Detail);
        Assert.Equal(((int)StatusCode.InvalidArgument, failure.Status.Detail), (failure.RichStatus()!.Code, failure.RichStatus()!.Message));
        Assert.Equal(
            [("titles[3].id", "is empty; allowed 1..128 bytes"), ("country", "is 'xx'")],
            failure.Detail<BadRequest>().FieldViolations.Select(violation => (violation.Field, violation.Description)));
    }

    [Fact]
    public void Many_violations_are_cut_and_counted_so_that_the_trailers_stay_small()
    {
        var violations = Enumerable.Range(0, 1000).Select(i => new FieldViolation($"titles[{i}].id", "is empty"));

        var failure = RichError.InvalidArgument([.. violations]);

        Assert.Equal(16, failure.Detail<BadRequest>().FieldViolations.Count);
        Assert.EndsWith("; and 984 more", failure.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_violation_there_is_no_error()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RichError.InvalidArgument());
    }

    [Fact]
    public void Retry_says_how_long_to_wait()
    {
        var failure = RichError.Retry(StatusCode.Unavailable, "loading", TimeSpan.FromMilliseconds(1500));

        Assert.Equal(new Status(StatusCode.Unavailable, "loading"), failure.Status);
        Assert.Equal(TimeSpan.FromMilliseconds(1500), failure.Detail<RetryInfo>().RetryDelay.ToTimeSpan());
    }

    [Theory]
    [InlineData("loading")]
    [InlineData("lädt … 100 %\n")]
    public async Task Details_reach_the_client_over_the_wire(string text)
    {
        var thrown = RichError.Retry(StatusCode.ResourceExhausted, text, TimeSpan.FromSeconds(2));
        await using var server = await LocalServer.StartAsync(zoo: new ZooService { OnFeed = (_, _) => throw thrown });

        var failure = await Assert.ThrowsAsync<RpcException>(
            async () => await new Zoo.ZooClient(server.Channel).FeedAsync(new Animal(), deadline: Patience.Deadline));

        Assert.Equal(thrown.Status, failure.Status);
        Assert.Equal(thrown.RichStatus(), failure.RichStatus());
    }

    [Fact]
    public async Task An_error_without_details_has_none()
    {
        await using var server = await LocalServer.StartAsync(
            zoo: new ZooService { OnFeed = (_, _) => throw new RpcException(new Status(StatusCode.NotFound, "no such animal")) });

        var failure = await Assert.ThrowsAsync<RpcException>(
            async () => await new Zoo.ZooClient(server.Channel).FeedAsync(new Animal(), deadline: Patience.Deadline));

        Assert.Null(failure.RichStatus());
    }
}
