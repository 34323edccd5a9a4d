using System.CommandLine;

namespace Recommender.Cli.Tests;

public sealed class HelpTests
{
    [Fact]
    public void Every_command_and_option_says_what_it_does()
    {
        foreach (var command in Commands.All) Check(command);
    }

    private static void Check(Command command)
    {
        Assert.False(string.IsNullOrWhiteSpace(command.Description), $"{command.Name} has no description");
        foreach (var option in command.Options) Assert.False(string.IsNullOrWhiteSpace(option.Description), $"{command.Name} {option.Name} has no description");
        foreach (var argument in command.Arguments) Assert.False(string.IsNullOrWhiteSpace(argument.Description), $"{command.Name} {argument.Name} has no description");
        foreach (var below in command.Subcommands) Check(below);
    }
}
