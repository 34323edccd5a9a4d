using System.Buffers.Text;
using System.Text;
using Recommender.Server.Errors;

namespace Recommender.Server.Catalogs;

/// <summary>Where a list of titles goes on: after an id, which callers need not know of.</summary>
internal static class ListToken
{
    /// <summary>After a title.</summary>
    public static string After(string id) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(id));

    /// <summary>The id; empty for the beginning.</summary>
    public static byte[] Read(string token, ref Violations violations)
    {
        try
        {
            return Base64Url.DecodeFromChars(token);
        }
        catch (FormatException)
        {
            violations.Add("page_token", "is none that an answer gave; allowed is the last answer's next_page_token, or nothing for the first page");
            return [];
        }
    }
}
