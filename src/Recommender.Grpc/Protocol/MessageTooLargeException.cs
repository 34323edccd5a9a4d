using Grpc.Core;

namespace Recommender.Grpc.Protocol;

/// <summary>A message is larger than this side allows.</summary>
internal sealed class MessageTooLargeException : RpcException
{
    public MessageTooLargeException(int allowed)
        : base(new Status(StatusCode.ResourceExhausted, $"Message is larger than the maximum of {allowed} bytes."))
    {
    }

    public MessageTooLargeException(uint length, int allowed)
        : base(new Status(StatusCode.ResourceExhausted, $"Message has {length} bytes; the maximum is {allowed}."))
    {
    }
}
