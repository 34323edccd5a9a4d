using System.CommandLine;
using Recommender.Peers;

var root = new RootCommand("Measures this project's search against FAISS, hnswlib and the library, and writes what it measured.")
{
    DataCommand.Create(),
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
