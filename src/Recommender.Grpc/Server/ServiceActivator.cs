using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Recommender.Grpc.Server;

/// <summary>Creates the service object of a call: from the container if it is registered there, else from its constructor.</summary>
internal sealed class ServiceActivator<TService>
    where TService : class
{
    private readonly Func<IServiceProvider, TService> _create;
    private readonly bool _disposes;

    public ServiceActivator(IServiceProvider services)
    {
        var isRegistered = services.GetRequiredService<RegisteredServices>().LifetimeOf(typeof(TService)) is not null;
        if (isRegistered)
        {
            _create = static call => call.GetRequiredService<TService>();
        }
        else
        {
            var factory = ActivatorUtilities.CreateFactory<TService>([]);
            _create = call => factory(call, null);
        }

        // What the container creates, the container disposes of.
        _disposes = !isRegistered
            && (typeof(TService).IsAssignableTo(typeof(IDisposable)) || typeof(TService).IsAssignableTo(typeof(IAsyncDisposable)));
    }

    public TTask InvokeAsync<TTask>(ServerCallContext call, Func<TService, TTask> invoke)
        where TTask : Task
    {
        var http = call.GetHttpContext();
        var service = _create(http.RequestServices);
        if (_disposes) DisposeAtEnd(http.Response, service);
        return invoke(service);
    }

    private static void DisposeAtEnd(HttpResponse response, TService service)
    {
        if (service is IAsyncDisposable asynchronous) response.RegisterForDisposeAsync(asynchronous);
        else response.RegisterForDispose((IDisposable)service);
    }
}
