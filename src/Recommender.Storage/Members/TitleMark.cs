using System.Runtime.InteropServices;

namespace Recommender.Storage.Members;

/// <summary>A title that a member has put somewhere: hidden it, or put it on the list. Twelve bytes.</summary>
/// <param name="Title">The title's <see cref="IdHash"/>.</param>
/// <param name="Time">When, in seconds since 1970, UTC.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public readonly record struct TitleMark(ulong Title, uint Time);
