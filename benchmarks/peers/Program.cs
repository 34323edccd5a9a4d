using System.CommandLine;
using Recommender.Peers;
using Recommender.Peers.Contenders;
using Recommender.Peers.Judging;

var root = new RootCommand("Measures this project's search against FAISS, hnswlib and the library, and writes what it measured.")
{
    RunCommand.Create(),
    DataCommand.Create(),
};

try
{
    return await root.Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false });
}
catch (Exception failure) when (failure is IOException or InvalidDataException or PeerException or WrongAnswerException)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 2;
}
