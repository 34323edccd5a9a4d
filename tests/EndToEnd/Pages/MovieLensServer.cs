using Recommender.Learning.Tests;

namespace Recommender.EndToEnd.Pages;

/// <summary>MovieLens's small set, with its viewers' tags.</summary>
public sealed class MovieLensServer : RealServer
{
    private protected override string[] Import() => ["movielens", SharedData.Folder("ml-latest-small")];
}
