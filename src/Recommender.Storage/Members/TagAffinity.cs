using System.Runtime.InteropServices;

namespace Recommender.Storage.Members;

/// <summary>How much a member likes what bears a tag. Ten bytes.</summary>
/// <param name="Tag">The tag's <see cref="IdHash"/>.</param>
/// <param name="Affinity">Unitless; below zero is dislike.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public readonly record struct TagAffinity(ulong Tag, Half Affinity);
