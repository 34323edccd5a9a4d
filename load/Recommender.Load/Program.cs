using System.CommandLine;
using Recommender.Load;
using Recommender.Load.Driving;

var root = new RootCommand("Loads the server's parts with generators that are not ours and writes what it measured.")
{
    RunCommand.Create(),
    ServeCommand.Create(),
};

try
{
    return await root.Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false });
}
catch (MissingToolException missing)
{
    await Console.Error.WriteLineAsync(missing.Message);
    return 2;
}
catch (DriverException failure)
{
    await Console.Error.WriteLineAsync($"no result: {failure.Message}");
    return 1;
}
