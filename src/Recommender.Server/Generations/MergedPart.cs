using Recommender.Server.Catalogs;

namespace Recommender.Server.Generations;

/// <summary>A settled part that a merge made.</summary>
/// <param name="Settled">The part.</param>
/// <param name="Gone">One bit per row of it: holes that were left.</param>
/// <param name="Lists">Of its rows.</param>
internal sealed record MergedPart(BuiltPart Settled, ulong[] Gone, SettledLists Lists);
