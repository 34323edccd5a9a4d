using System.CommandLine;
using Recommender.Cli;

var root = new RootCommand("Imports interactions and titles, trains models that the server serves, judges them and looks into them.");
foreach (var command in Commands.All) root.Add(command);

try
{
    return await root.Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("cancelled; nothing was changed");
    return 130;
}
catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 2;
}
