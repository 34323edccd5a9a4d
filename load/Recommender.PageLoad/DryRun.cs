using System.CommandLine;

namespace Recommender.PageLoad;

/// <summary>A moment of the other commands, which need a server that keeps what it is told: this project's own, with a small sample world.</summary>
internal static class DryRun
{
    private const string World = "--demo --demo-titles 1000 --demo-members 300";

    /// <summary>Runs them.</summary>
    /// <returns>Whether all ended well.</returns>
    public static async Task<bool> OfOthersAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("page-load-");
        try
        {
            string[] shared = ["--dry", "--serve", $"{World} --data {folder.FullName}"];
            return await IsGoodAsync(["reflect", .. shared, "--members", "m{0000000..0000299}", "--least-titles", "1"])
                && await IsGoodAsync(["soak", .. shared, "--members", "s{000..299}"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        async Task<bool> IsGoodAsync(string[] command) =>
            await arguments.RootCommandResult.Command.Parse(command).InvokeAsync(new() { EnableDefaultExceptionHandler = false }, cancellation) == 0;
    }
}
