using System.Runtime.InteropServices;

namespace Recommender.Storage.Members;

/// <summary>How much a member watches in a context. Six bytes.</summary>
/// <param name="Context">The context by a number that its owner gives: an hour of the day, a kind of device.</param>
/// <param name="Weight">Unitless, 0 or more.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public readonly record struct HabitWeight(ushort Context, float Weight);
