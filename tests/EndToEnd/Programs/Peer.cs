using System.Globalization;
using Recommender.EndToEnd.Cases;

namespace Recommender.EndToEnd.Programs;

/// <summary>A gRPC library with an interop server and an interop client on it, and what the library cannot do.</summary>
internal abstract class Peer
{
    private Task<string?>? _missing;

    /// <summary>As in "Node server".</summary>
    public abstract string Name { get; }

    /// <summary>Whether a handler can learn that a message came compressed, and so answer the probe of the cases.</summary>
    public virtual bool ShowsCompressedRequests => false;

    /// <summary>Whether a caller can learn that an answer came compressed.</summary>
    public virtual bool ShowsCompressedAnswers => false;

    /// <summary>Whether a server can compress its answers.</summary>
    public virtual bool CompressesAnswers => true;

    /// <summary>Whether a client can leave a single message of a compressed stream uncompressed.</summary>
    public virtual bool SwitchesCompressionInStreams => true;

    /// <summary>Whether a server says nothing of calls that a client cuts short.</summary>
    public virtual bool IsQuiet => true;

    /// <summary>What must be installed before the programs run; null if nothing.</summary>
    public Task<string?> Missing => _missing ??= FindMissing();

    public abstract Command Server { get; }

    public Command Client(int port, InteropCase interopCase, Peer server)
    {
        List<string> arguments = ["--port", port.ToString(CultureInfo.InvariantCulture), "--case", interopCase.Name];
        if (!server.ShowsCompressedRequests) arguments.AddRange(["--peer-lacks", "compressed-request"]);
        if (!server.CompressesAnswers) arguments.AddRange(["--peer-lacks", "compressed-response"]);
        return Client([.. arguments]);
    }

    /// <summary>The versions of library and language, for the table.</summary>
    public abstract Task<string> Version();

    protected abstract Command Client(string[] arguments);

    protected abstract Task<string?> FindMissing();
}
