using System.Text.Json.Serialization;

namespace Recommender.Server.Demo;

/// <summary>How a sample world is written down.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(DemoWorld))]
internal sealed partial class DemoWorldJson : JsonSerializerContext;
