using Microsoft.Extensions.ObjectPool;
using Recommender.Storage.Data;

namespace Recommender.Server.Members.Events;

/// <summary>Folds what members do into their portraits.</summary>
internal sealed class PortraitFold : IPortraitFold
{
    private readonly ObjectPool<EventFold> _idle = new DefaultObjectPool<EventFold>(new DefaultPooledObjectPolicy<EventFold>());

    /// <inheritdoc/>
    public int Fold(ReadOnlySpan<byte> portrait, ReadOnlySpan<byte> change, Span<byte> folded)
    {
        var fold = _idle.Get();
        try
        {
            return fold.Fold(portrait, change, folded);
        }
        finally
        {
            _idle.Return(fold);
        }
    }
}
