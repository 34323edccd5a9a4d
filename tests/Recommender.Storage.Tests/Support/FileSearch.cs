using System.Text;

namespace Recommender.Storage.Tests.Support;

/// <summary>Where on the disk a text is still to be found.</summary>
internal static class FileSearch
{
    /// <summary>The files of a folder, and of those in it, that have a text as it is or, as the list of checkpoints has the log's last bytes, in hexadecimal.</summary>
    public static IReadOnlyList<string> FilesWith(string folder, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var digits = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes));
        return [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(HasIt)];

        bool HasIt(string file)
        {
            var content = File.ReadAllBytes(file).AsSpan();
            return content.IndexOf(bytes) >= 0 || content.IndexOf(digits) >= 0;
        }
    }
}
