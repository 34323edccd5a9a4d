using Grpc.Core;
using Recommender.Server.Tests.Protos;

namespace Recommender.Server.Tests.Support;

/// <summary>A service whose answer a test decides.</summary>
internal sealed class ZooService : Zoo.ZooBase
{
    /// <summary>What Feed does.</summary>
    public Func<Animal, ServerCallContext, Task<Food>> OnFeed { get; init; } =
        (animal, _) => Task.FromResult(new Food { Name = $"for {animal.Name}" });

    public override Task<Food> Feed(Animal request, ServerCallContext context) => OnFeed(request, context);
}
