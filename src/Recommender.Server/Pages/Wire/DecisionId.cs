namespace Recommender.Server.Pages.Wire;

/// <summary>Ids of answers: 32 hexadecimal digits of a UUID (RFC 9562, version 7), so that later ones come later in order and no two are alike.</summary>
internal static class DecisionId
{
    /// <summary>Bytes of an id in UTF-8.</summary>
    public const int Bytes = 32;

    /// <summary>Makes one.</summary>
    /// <param name="time">When the answer is given.</param>
    /// <param name="id">Receives it, shape (<see cref="Bytes"/>).</param>
    public static void Write(DateTimeOffset time, Span<byte> id) => Guid.CreateVersion7(time).TryFormat(id, out _, "N");
}
