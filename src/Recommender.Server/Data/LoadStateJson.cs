using System.Text.Json.Serialization;

namespace Recommender.Server.Data;

/// <summary>How a load's state is written down.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(LoadState))]
internal sealed partial class LoadStateJson : JsonSerializerContext;
