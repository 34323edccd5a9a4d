using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Recommender.TestKit.Echo.V1;

namespace Recommender.Grpc.Tests;

public sealed class ServiceLifetimeTests
{
    [Fact]
    public async Task An_unregistered_service_is_created_for_each_call_and_disposed_of_after_it() =>
        Assert.Equal((3, 3), await CountAsync(_ => { }));

    [Fact]
    public async Task A_scoped_service_is_created_for_each_call_and_disposed_of_after_it() =>
        Assert.Equal((3, 3), await CountAsync(services => services.AddScoped<CountingService>()));

    [Fact]
    public async Task A_singleton_serves_all_calls() =>
        Assert.Equal((1, 0), await CountAsync(services => services.AddSingleton<CountingService>()));

    [Fact]
    public async Task A_class_that_is_no_service_is_refused_by_name()
    {
        GrpcStack.MustBeOurs("map such a class without a method");
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => Pair.StartAsync(app => app.MapGrpcService<Counter>()));

        Assert.Contains(nameof(Counter), failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_that_hides_the_generated_one_does_not_serve()
    {
        await using var pair = await Pair.StartAsync(app => app.MapGrpcService<HidingService>());

        var failure = await Assert.ThrowsAsync<RpcException>(
            async () => await new Echo.EchoClient(pair.Channel).UnaryAsync(new EchoRequest(), deadline: Pair.Patience));

        Assert.Equal(StatusCode.Unimplemented, failure.StatusCode);
    }

    private static async Task<(int Created, int Disposed)> CountAsync(Action<IServiceCollection> register)
    {
        var counter = new Counter();
        await using var pair = await Pair.StartAsync(
            app => app.MapGrpcService<CountingService>(),
            new()
            {
                Services = services =>
                {
                    services.AddSingleton(counter);
                    register(services);
                },
            });
        var client = new Echo.EchoClient(pair.Channel);
        for (var i = 0; i < 3; i++) await client.UnaryAsync(new EchoRequest(), deadline: Pair.Patience);

        // The last object may be disposed of just after its answer.
        if (counter.Created == 3) await counter.AllDisposed.WaitAsync(TimeSpan.FromSeconds(5));
        return (counter.Created, counter.Disposed);
    }

    public sealed class Counter
    {
        private readonly TaskCompletionSource _all = new();
        private int _created;
        private int _disposed;

        public int Created => _created;

        public int Disposed => _disposed;

        public Task AllDisposed => _all.Task;

        public void Create() => Interlocked.Increment(ref _created);

        public void Dispose()
        {
            if (Interlocked.Increment(ref _disposed) == 3) _all.SetResult();
        }
    }

    public sealed class CountingService : Echo.EchoBase, IDisposable
    {
        private readonly Counter _counter;

        public CountingService(Counter counter)
        {
            _counter = counter;
            counter.Create();
        }

        public override Task<EchoReply> Unary(EchoRequest request, ServerCallContext context) => Task.FromResult(new EchoReply());

        public void Dispose() => _counter.Dispose();
    }

    public sealed class HidingService : Echo.EchoBase
    {
#pragma warning disable CA1822 // The method is the instance's, as the one that it hides.
        public new Task<EchoReply> Unary(EchoRequest request, ServerCallContext context)
        {
            context.Status = Status.DefaultSuccess;
            return Task.FromResult(new EchoReply { Payload = request.Payload });
        }
#pragma warning restore CA1822
    }
}
