namespace Recommender.Server.Generations;

/// <summary>Something that the catalogue's writer does when its turn comes.</summary>
internal abstract class WriterTurn;
