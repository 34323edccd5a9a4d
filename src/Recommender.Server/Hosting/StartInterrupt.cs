using System.Runtime.InteropServices;

namespace Recommender.Server.Hosting;

/// <summary>Takes SIGTERM and SIGINT until the host does: what is being made at start ends early, and the stores are closed.</summary>
internal sealed class StartInterrupt : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;

    public StartInterrupt() =>
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt), PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt)];

    /// <summary>Cancelled by the signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Leaves the signals to others.</summary>
    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
        _source.Dispose();
    }

    private void Interrupt(PosixSignalContext context)
    {
        context.Cancel = true;   // not the end of the process
        _source.Cancel();
    }
}
