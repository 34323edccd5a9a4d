using System.CommandLine;
using Recommender.PolicyFigures;

var root = new RootCommand("Judges the estimators that judge policies, and writes what it found.") { RunCommand.Create() };
try
{
    return await root.Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false });
}
catch (Exception failure) when (failure is IOException or InvalidDataException)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 2;
}
