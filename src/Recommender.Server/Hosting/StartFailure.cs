using Recommender.Storage.Store;

namespace Recommender.Server.Hosting;

/// <summary>What can be wrong with folders and files at start, as against with the program.</summary>
internal static class StartFailure
{
    /// <summary>Whether a failure's message tells an operator what to do, so that no stack trace is needed.</summary>
    public static bool IsOperators(Exception failure) => failure is IOException or UnauthorizedAccessException or InvalidDataException or StoreException;
}
