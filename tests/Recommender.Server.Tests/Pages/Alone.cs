namespace Recommender.Server.Tests.Pages;

/// <summary>Tests that count what the whole process does, and run when nothing else does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
