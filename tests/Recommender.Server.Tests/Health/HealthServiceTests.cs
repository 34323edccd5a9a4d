using Google.Rpc;
using Grpc.Core;
using Grpc.Health.V1;
using Recommender.Server.Health;
using Recommender.Server.Tests.Support;
using HealthProto = Grpc.Health.V1.Health;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Recommender.Server.Tests.Health;

/// <summary>The health service over the wire.</summary>
public sealed class HealthServiceTests : IAsyncLifetime
{
    private LocalServer _server = null!;

    private HealthProto.HealthClient Client => new(_server.Channel);

    private HealthRegistry Registry => _server.Service<HealthRegistry>();

    public async ValueTask InitializeAsync() => _server = await LocalServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static HealthCheckRequest Ask(string service) => new() { Service = service };

    [Theory]
    [InlineData("")]
    [InlineData("grpc.health.v1.Health")]
    [InlineData("grpc.reflection.v1.ServerReflection")]
    [InlineData("grpc.reflection.v1alpha.ServerReflection")]
    [InlineData("recommender.test.Zoo")]
    public async Task Check_says_serving_for_the_server_and_every_mapped_service(string service)
    {
        var response = await Client.CheckAsync(Ask(service), deadline: Patience.Deadline);

        Assert.Equal(ServingStatus.Serving, response.Status);
    }

    [Fact]
    public async Task Check_of_an_unknown_name_is_NOT_FOUND()
    {
        var failure = await Assert.ThrowsAsync<RpcException>(
            async () => await Client.CheckAsync(Ask("nobody"), deadline: Patience.Deadline));

        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
    }

    [Fact]
    public async Task Check_of_a_name_that_is_too_long_names_the_field_in_the_details()
    {
        var failure = await Assert.ThrowsAsync<RpcException>(
            async () => await Client.CheckAsync(Ask(new string('n', 257)), deadline: Patience.Deadline));

        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
        var violation = Assert.Single(failure.Detail<BadRequest>().FieldViolations);
        Assert.Equal(("service", "is 257 characters long; allowed 0..256"), (violation.Field, violation.Description));
    }

    [Fact]
    public async Task List_has_every_name_with_its_status()
    {
        Registry.Set("recommender.test.Zoo", ServingStatus.NotServing);

        var response = await Client.ListAsync(new HealthListRequest(), deadline: Patience.Deadline);

        Assert.Equal(
            [
                ("", ServingStatus.Serving),
                ("grpc.health.v1.Health", ServingStatus.Serving),
                ("grpc.reflection.v1.ServerReflection", ServingStatus.Serving),
                ("grpc.reflection.v1alpha.ServerReflection", ServingStatus.Serving),
                ("recommender.test.Zoo", ServingStatus.NotServing),
                ("recommender.v1.CatalogService", ServingStatus.Serving),
                ("recommender.v1.MemberService", ServingStatus.Serving),
                ("recommender.v1.ModelService", ServingStatus.Serving),
                ("recommender.v1.RecommendationService", ServingStatus.Serving),
            ],
            response.Statuses.Select(pair => (pair.Key, pair.Value.Status)).OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Watch_streams_the_status_now_and_then_every_change()
    {
        using var call = Client.Watch(Ask("x"), deadline: Patience.Deadline);

        await ExpectAsync(call, ServingStatus.ServiceUnknown);
        Registry.Set("x", ServingStatus.Serving);
        await ExpectAsync(call, ServingStatus.Serving);
        Registry.Set("x", ServingStatus.NotServing);
        await ExpectAsync(call, ServingStatus.NotServing);
    }

    [Fact]
    public async Task A_change_reaches_every_one_of_many_watchers()
    {
        var calls = Enumerable.Range(0, 60).Select(_ => Client.Watch(Ask(""), deadline: Patience.Deadline)).ToArray();
        foreach (var call in calls) await ExpectAsync(call, ServingStatus.Serving);

        Registry.Set("", ServingStatus.NotServing);

        foreach (var call in calls) await ExpectAsync(call, ServingStatus.NotServing);
        foreach (var call in calls) call.Dispose();
    }

    [Fact]
    public async Task A_watcher_that_goes_away_is_forgotten()
    {
        using (var call = Client.Watch(Ask("gone"), deadline: Patience.Deadline))
        {
            await ExpectAsync(call, ServingStatus.ServiceUnknown);
            Assert.Equal(1, Registry.OpenWatches);
        }

        // Nothing tells a client that the server has noticed; so this looks again until it has, within the bound.
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Registry.OpenWatches > 0) await Task.Delay(5, bound.Token);
    }

    [Fact]
    public async Task Stopping_tells_watchers_NOT_SERVING_and_ends_their_streams_so_that_draining_is_quick()
    {
        using var known = Client.Watch(Ask(""), deadline: Patience.Deadline);
        using var unknown = Client.Watch(Ask("nobody"), deadline: Patience.Deadline);
        await ExpectAsync(known, ServingStatus.Serving);
        await ExpectAsync(unknown, ServingStatus.ServiceUnknown);

        var stopping = _server.App.StopAsync();

        foreach (var call in new[] { known, unknown })
        {
            await ExpectAsync(call, ServingStatus.NotServing);
            Assert.False(await call.ResponseStream.MoveNext().Soon());
            Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        }

        await stopping.Soon();
    }

    private static async Task ExpectAsync(AsyncServerStreamingCall<HealthCheckResponse> call, ServingStatus expected)
    {
        Assert.True(await call.ResponseStream.MoveNext().Soon());
        Assert.Equal(expected, call.ResponseStream.Current.Status);
    }
}
