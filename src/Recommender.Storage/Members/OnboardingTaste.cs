using System.Runtime.InteropServices;

namespace Recommender.Storage.Members;

/// <summary>Something that a newcomer named. Nine bytes.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its <see cref="IdHash"/>.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public readonly record struct OnboardingTaste(TasteKind Kind, ulong Id);
