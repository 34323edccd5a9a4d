using System.Text.Json.Serialization;

namespace Recommender.Storage.Folders;

/// <summary>How an owner is written down.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(FolderOwner))]
internal sealed partial class FolderOwnerJson : JsonSerializerContext;
