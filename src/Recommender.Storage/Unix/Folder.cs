using System.Runtime.InteropServices;

namespace Recommender.Storage.Unix;

/// <summary>What a store needs of a folder beyond the framework: to know early that it is writable.</summary>
internal static class Folder
{
    /// <summary>Creates the folder where it is absent.</summary>
    /// <exception cref="IOException">It cannot be created or written; the message names it and says why.</exception>
    public static void MakeWritable(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"folder '{path}' cannot be created: {failure.Message}", failure);
        }

        if (Libc.Access(path, Libc.Writable) != 0) throw Failure("cannot be written", path);
    }

    private static IOException Failure(string what, string path)
    {
        var code = Marshal.GetLastPInvokeError();
        return new IOException($"folder '{path}' {what}: {Marshal.GetPInvokeErrorMessage(code)}", code);
    }
}
