using Recommender.Ranking.Generations;

namespace Recommender.Server.Pages.Wire;

/// <summary><c>Versions</c> on the wire.</summary>
internal static class VersionsEncoding
{
    /// <summary>Bytes of the message, without its own tag and length.</summary>
    public static int SizeOf(Generation generation) =>
        WireWriter.SizeOfInteger(generation.Number) + WireWriter.SizeOfInteger(generation.ModelVersion)
        + WireWriter.SizeOfInteger(generation.Catalog.Version) + WireWriter.SizeOfText(generation.Recipe.Name);

    /// <summary>Writes it as a field.</summary>
    public static void Write(int field, Generation generation, ref WireWriter wire)
    {
        wire.Head(field, SizeOf(generation));
        wire.Integer(1, generation.Number);
        wire.Integer(2, generation.ModelVersion);
        wire.Integer(3, generation.Catalog.Version);
        wire.Text(4, generation.Recipe.Name);
    }

    /// <summary>The same as a message.</summary>
    public static V1.Versions Message(Generation generation) => new()
    {
        Generation = generation.Number,
        Model = generation.ModelVersion,
        Catalog = generation.Catalog.Version,
        Recipe = generation.Recipe.Name,
    };
}
