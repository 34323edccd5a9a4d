namespace Recommender.PageLoad.Tests;

/// <summary>What is timed, one after another: the cores are few.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Timed
{
    public const string Name = "timed";
}
