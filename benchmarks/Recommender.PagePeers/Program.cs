using System.CommandLine;
using Recommender.PagePeers;

var root = new RootCommand("Measures pages of this project's server against those of the obvious alternative, and writes what it measured.")
{
    RunCommand.Create(),
};

try
{
    return await root.Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false });
}
catch (Exception failure) when (failure is Recommender.PageLoad.LoadException or IOException or InvalidDataException)
{
    await Console.Error.WriteLineAsync($"no result: {failure.Message}");
    return 2;
}
