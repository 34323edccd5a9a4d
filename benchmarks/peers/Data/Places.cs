namespace Recommender.Peers.Data;

/// <summary>Where things lie.</summary>
/// <param name="Films">Folder of the film data; null where made-up rows may stand in for it.</param>
/// <param name="Fashion">Folder of the pictures.</param>
/// <param name="Work">What is kept between runs.</param>
internal sealed record Places(DirectoryInfo? Films, DirectoryInfo Fashion, WorkFolder Work);
