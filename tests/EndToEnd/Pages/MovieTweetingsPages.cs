namespace Recommender.EndToEnd.Pages;

/// <inheritdoc/>
public sealed class MovieTweetingsPages(MovieTweetingsServer server) : RealPages(server), IClassFixture<MovieTweetingsServer>;
