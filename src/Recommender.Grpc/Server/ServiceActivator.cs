using System.Linq.Expressions;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Recommender.Grpc.Server;

/// <summary>Creates the service object of a call: from the container if it is registered there, else by its constructor.</summary>
internal sealed class ServiceActivator<TService>
    where TService : class
{
    private readonly Func<HttpContext, TService> _create;
    private readonly bool _disposes;

    public ServiceActivator(IServiceProvider services)
    {
        var isRegistered = services.GetRequiredService<RegisteredServices>().LifetimeOf(typeof(TService)) is not null;
        _create = isRegistered ? static http => http.RequestServices.GetRequiredService<TService>() : Construct();

        // What the container creates, the container disposes of.
        _disposes = !isRegistered
            && (typeof(TService).IsAssignableTo(typeof(IDisposable)) || typeof(TService).IsAssignableTo(typeof(IAsyncDisposable)));
    }

    public TService Create(ServerCallContext call)
    {
        var http = ((ServerCall)call).Http;
        var service = _create(http);
        if (_disposes) DisposeAtEnd(http.Response, service);
        return service;
    }

    private static Func<HttpContext, TService> Construct()
    {
        // Asking a request for its services opens a scope, which a service that needs none should not pay for.
        if (typeof(TService).GetConstructors() is [var only] && only.GetParameters().Length == 0)
        {
            var create = Expression.Lambda<Func<TService>>(Expression.New(only)).Compile();
            return _ => create();
        }

        var factory = ActivatorUtilities.CreateFactory<TService>([]);
        return http => factory(http.RequestServices, null);
    }

    private static void DisposeAtEnd(HttpResponse response, TService service)
    {
        if (service is IAsyncDisposable asynchronous) response.RegisterForDisposeAsync(asynchronous);
        else response.RegisterForDispose((IDisposable)service);
    }
}
