using System.Text.Json;
using System.Text.Json.Serialization;

namespace Recommender.Learning.Factorization;

/// <summary>What a <see cref="FoldIn"/> is made of beside its matrices, as text.</summary>
/// <param name="Options">How the embeddings were trained.</param>
/// <param name="Rule">What values and times mean.</param>
/// <param name="KnownTitles">Number of titles of which members are taken to know.</param>
public sealed record FoldInSettings(FactorizationOptions Options, SignalRule Rule, int KnownTitles)
{
    private static readonly JsonSerializerOptions Format = new() { Converters = { new JsonStringEnumConverter() }, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>Writes them down.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Format);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is no such text, or a setting is out of range.</exception>
    public static FoldInSettings Parse(string json)
    {
        try
        {
            var settings = JsonSerializer.Deserialize<FoldInSettings>(json, Format) ?? throw new InvalidDataException("settings of the fold-in are missing");
            settings.Options.Check();
            return settings;
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException($"settings of the fold-in cannot be read: {failure.Message}", failure);
        }
    }
}
