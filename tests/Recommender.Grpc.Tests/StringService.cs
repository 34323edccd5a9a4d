using Grpc.Core;

namespace Recommender.Grpc.Tests;

/// <summary>A service of strings whose handlers a test gives.</summary>
internal static class StringService
{
    public static readonly Method<string, string> UnaryMethod = Method(MethodType.Unary, "Unary");
    public static readonly Method<string, string> ClientStreamMethod = Method(MethodType.ClientStreaming, "ClientStream");
    public static readonly Method<string, string> ServerStreamMethod = Method(MethodType.ServerStreaming, "ServerStream");
    public static readonly Method<string, string> DuplexMethod = Method(MethodType.DuplexStreaming, "Duplex");

    public static ServerServiceDefinition Unary(UnaryServerMethod<string, string> handler) =>
        ServerServiceDefinition.CreateBuilder().AddMethod(UnaryMethod, handler).Build();

    public static ServerServiceDefinition ClientStream(ClientStreamingServerMethod<string, string> handler) =>
        ServerServiceDefinition.CreateBuilder().AddMethod(ClientStreamMethod, handler).Build();

    public static ServerServiceDefinition ServerStream(ServerStreamingServerMethod<string, string> handler) =>
        ServerServiceDefinition.CreateBuilder().AddMethod(ServerStreamMethod, handler).Build();

    public static ServerServiceDefinition Duplex(DuplexStreamingServerMethod<string, string> handler) =>
        ServerServiceDefinition.CreateBuilder().AddMethod(DuplexMethod, handler).Build();

    public static AsyncUnaryCall<string> Unary(this ChannelBase channel, string request, CallOptions options = default) =>
        channel.CreateCallInvoker().AsyncUnaryCall(UnaryMethod, null, options, request);

    public static AsyncClientStreamingCall<string, string> ClientStream(this ChannelBase channel, CallOptions options = default) =>
        channel.CreateCallInvoker().AsyncClientStreamingCall(ClientStreamMethod, null, options);

    public static AsyncServerStreamingCall<string> ServerStream(this ChannelBase channel, string request, CallOptions options = default) =>
        channel.CreateCallInvoker().AsyncServerStreamingCall(ServerStreamMethod, null, options, request);

    public static AsyncDuplexStreamingCall<string, string> Duplex(this ChannelBase channel, CallOptions options = default) =>
        channel.CreateCallInvoker().AsyncDuplexStreamingCall(DuplexMethod, null, options);

    private static Method<string, string> Method(MethodType type, string name) =>
        new(type, "test.Strings", name, Marshallers.StringMarshaller, Marshallers.StringMarshaller);
}
