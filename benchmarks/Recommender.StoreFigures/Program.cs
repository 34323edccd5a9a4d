using System.CommandLine;
using Recommender.StoreFigures;
using Recommender.StoreFigures.Parts;

var root = new RootCommand("Measures the stores beside what they would otherwise be, and writes what it measured.")
{
    RunCommand.Create(),
};
foreach (var child in RunCommand.Parts.OfType<IChildCommand>()) root.Subcommands.Add(child.CreateChild());

try
{
    return await root.Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false });
}
catch (Exception failure) when (failure is IOException or InvalidDataException)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 2;
}
