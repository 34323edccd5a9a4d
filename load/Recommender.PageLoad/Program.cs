using System.CommandLine;
using Grpc.Core;
using Recommender.PageLoad;

var root = new RootCommand("Asks a server for pages at a fixed rate, from another process on the same machine, and writes how long they took.")
{
    RunCommand.Create(),
    CompareCommand.Create(),
    ReflectCommand.Create(),
    SoakCommand.Create(),
    ServeCommand.Create(),
};

try
{
    return await root.Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false });
}
catch (Exception failure) when (failure is LoadException or IOException or RpcException)
{
    await Console.Error.WriteLineAsync($"no result: {failure.Message}");
    return 2;
}
