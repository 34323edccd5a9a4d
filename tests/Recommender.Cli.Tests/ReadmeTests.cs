using System.CommandLine;

namespace Recommender.Cli.Tests;

public sealed class ReadmeTests
{
    [Fact]
    public void Its_commands_are_ones_that_the_program_takes()
    {
        var root = new RootCommand("recommender");
        foreach (var command in Commands.All) root.Add(command);
        var lines = File.ReadLines(FindReadme()).Where(static line => line.StartsWith("recommender ", StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            var errors = root.Parse(line["recommender ".Length..].Split(' ')).Errors;
            Assert.True(errors.Count == 0, $"{line}: {string.Join("; ", errors.Select(static error => error.Message))}");
        }
    }

    private static string FindReadme()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Recommender.sln"))) return Path.Combine(folder.FullName, "README.md");
        }

        throw new DirectoryNotFoundException($"no folder above {AppContext.BaseDirectory} holds Recommender.sln");
    }
}
