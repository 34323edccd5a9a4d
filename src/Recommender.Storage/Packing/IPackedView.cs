namespace Recommender.Storage.Packing;

/// <summary>Something of a packed list, as a view of the bytes.</summary>
/// <typeparam name="TSelf">The view.</typeparam>
public interface IPackedView<TSelf>
    where TSelf : struct, IPackedView<TSelf>, allows ref struct
{
#pragma warning disable CA1000 // Called through the type parameter.
    /// <summary>Reads the next.</summary>
    /// <exception cref="InvalidValueException">The value ends before it does.</exception>
    static abstract TSelf Read(scoped ref PackedCursor cursor);
#pragma warning restore CA1000
}
