using Grpc.Core;

namespace Recommender.Interop.Client;

/// <summary>Runs one case against a server on loopback.</summary>
internal static class InteropClient
{
    /// <summary>Returns the exit code: 0 if all was as it should be, else 1, and standard error says what differed.</summary>
    public static async Task<int> Run(int port, string caseName, string[] peerLacks)
    {
        using var context = new CaseContext(port, peerLacks);
        try
        {
            await InteropCases.ByName[caseName](context);
            return 0;
        }
        catch (Exception failure) when (failure is DifferenceException or RpcException)
        {
            await Console.Error.WriteLineAsync($"{caseName}: {failure.Message}");
            return 1;
        }
    }
}
