using System.Text.Encodings.Web;
using System.Text.Json;

namespace Recommender.Cli.Page;

/// <summary>Pages as lines of JSON.</summary>
internal static class PageJson
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(PageReport page) => JsonSerializer.Serialize(page, Format);
}
