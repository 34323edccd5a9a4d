using Recommender.Storage.Data;

namespace Recommender.Server.Tests.Support;

/// <summary>For stores in which no member changes.</summary>
internal sealed class NoFold : IPortraitFold
{
    public int Fold(ReadOnlySpan<byte> portrait, ReadOnlySpan<byte> change, Span<byte> folded) => throw new ArgumentException("no member changes here", nameof(change));
}
