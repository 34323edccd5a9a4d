namespace Recommender.EndToEnd.Pages;

/// <inheritdoc/>
public sealed class MovieLensPages(MovieLensServer server) : RealPages(server), IClassFixture<MovieLensServer>;
