using System.Runtime.InteropServices;

namespace Recommender.Storage.Members;

/// <summary>How far a member belongs to a taste community. Six bytes.</summary>
/// <param name="Community">The community's number in the model that the portrait names.</param>
/// <param name="Weight">In [0, 1].</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public readonly record struct CommunityWeight(uint Community, Half Weight);
