using Recommender.Learning.Tests;

namespace Recommender.EndToEnd.Pages;

/// <summary>MovieTweetings, with Wikipedia's genres and people and the tags of MovieLens's viewers.</summary>
public sealed class MovieTweetingsServer : RealServer
{
    private protected override string[] Import() =>
    [
        "movietweetings", SharedData.Folder("movietweetings-100k"),
        "--wikipedia", Path.Combine(SharedData.Folder("wikipedia-movies"), "movies.jsonl"), "--movielens", SharedData.Folder("ml-latest-small"),
    ];
}
