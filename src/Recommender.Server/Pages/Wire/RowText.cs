using System.Text;

namespace Recommender.Server.Pages.Wire;

/// <summary>A text made of what all rows of a kind share and of what is this row's own. No allocation.</summary>
/// <param name="shared">In UTF-8; perhaps empty.</param>
/// <param name="own">In UTF-8; perhaps empty.</param>
/// <param name="text">What follows; perhaps empty.</param>
internal readonly ref struct RowText(ReadOnlySpan<byte> shared, ReadOnlySpan<byte> own, string text = "")
{
    private readonly ReadOnlySpan<byte> _shared = shared;
    private readonly ReadOnlySpan<byte> _own = own;

    /// <summary>Bytes in UTF-8.</summary>
    public int Length => _shared.Length + _own.Length + Encoding.UTF8.GetByteCount(text);

    /// <summary>The text.</summary>
    public override string ToString() => string.Concat(Encoding.UTF8.GetString(_shared), Encoding.UTF8.GetString(_own), text);

    /// <summary>Copies it.</summary>
    /// <param name="into">At least <see cref="Length"/> bytes.</param>
    /// <returns>How many were written.</returns>
    public int CopyTo(Span<byte> into)
    {
        _shared.CopyTo(into);
        _own.CopyTo(into[_shared.Length..]);
        return _shared.Length + _own.Length + Encoding.UTF8.GetBytes(text, into[(_shared.Length + _own.Length)..]);
    }

    /// <summary>Writes it as a field, unless it is empty.</summary>
    public void Write(int field, scoped ref WireWriter wire)
    {
        var length = Length;
        if (length == 0) return;
        wire.Head(field, length);
        wire.Raw(_shared);
        wire.Raw(_own);
        wire.Raw(text, length - _shared.Length - _own.Length);
    }
}
