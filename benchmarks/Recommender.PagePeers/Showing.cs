using Recommender.PageLoad.Driving;

namespace Recommender.PagePeers;

/// <summary>What one of the two did in a round: full load, then half of it.</summary>
/// <param name="Saturated">Pages a second at full load.</param>
/// <param name="AtHalf">At half of that.</param>
internal sealed record Showing(double Saturated, Round AtHalf);
