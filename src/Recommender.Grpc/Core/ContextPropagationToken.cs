namespace Grpc.Core;

/// <summary>Carries what a call inherits from the call that causes it.</summary>
public abstract class ContextPropagationToken
{
    internal ContextPropagationToken()
    {
    }
}
