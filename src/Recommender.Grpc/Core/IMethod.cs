namespace Grpc.Core;

/// <summary>A method of a service, without its message types.</summary>
public interface IMethod
{
    /// <summary>The shape of its calls.</summary>
    MethodType Type { get; }

    /// <summary>The service with its package, as in <c>grpc.health.v1.Health</c>.</summary>
    string ServiceName { get; }

    /// <summary>The method alone, as in <c>Check</c>.</summary>
    string Name { get; }

    /// <summary>The path on the wire, as in <c>/grpc.health.v1.Health/Check</c>.</summary>
    string FullName { get; }
}
