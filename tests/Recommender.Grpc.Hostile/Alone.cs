namespace Recommender.Grpc.Hostile;

/// <summary>The classes that run alone, after all others: they measure the memory of the process.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
