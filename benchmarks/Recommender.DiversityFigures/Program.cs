using System.CommandLine;
using Recommender.DiversityFigures;

var root = new RootCommand("Measures what variety costs on real members' next titles, and writes what it measured.")
{
    RunCommand.Create(),
};

try
{
    return await root.Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false });
}
catch (Exception failure) when (failure is IOException or InvalidDataException)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 2;
}
