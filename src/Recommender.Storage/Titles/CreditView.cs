using Recommender.Storage.Packing;

namespace Recommender.Storage.Titles;

/// <summary>A person of a packed title.</summary>
public readonly ref struct CreditView : IPackedView<CreditView>
{
    private CreditView(CreditRole role, ReadOnlySpan<byte> person)
    {
        Role = role;
        Person = person;
    }

    /// <summary>What the person does.</summary>
    public CreditRole Role { get; }

    /// <summary>The person's id in UTF-8.</summary>
    public ReadOnlySpan<byte> Person { get; }

    /// <inheritdoc/>
    public static CreditView Read(scoped ref PackedCursor cursor) => new(cursor.Read<CreditRole>(), cursor.ReadShort());
}
