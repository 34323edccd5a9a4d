using System.Runtime.InteropServices;

namespace Recommender.Storage.Members;

/// <summary>What a member did with one title. Twenty-six bytes.</summary>
/// <param name="Title">The title's <see cref="IdHash"/>.</param>
/// <param name="Time">Of the latest event, in seconds since 1970, UTC.</param>
/// <param name="Strength">What all events say together, as of that time; below zero is dislike.</param>
/// <param name="Position">Where to continue, in seconds from the title's start.</param>
/// <param name="Duration">The title's length in seconds, as the player said; 0 where it did not.</param>
/// <param name="State">What is known beyond the strength.</param>
/// <param name="Plays">Times that it was started, 255 for more.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public readonly record struct HistoryEntry(
    ulong Title, uint Time, float Strength, uint Position, uint Duration, WatchState State, byte Plays)
{
    private const int DeviceShift = 6;
    private const byte StateBits = (1 << DeviceShift) - 1;

    // The two highest bits, which no state has, are the device.
    private readonly byte _stateAndDevice = (byte)((byte)State & StateBits);

    /// <summary>What is known beyond the strength.</summary>
    public WatchState State
    {
        get => (WatchState)(_stateAndDevice & StateBits);
        init => _stateAndDevice = (byte)((_stateAndDevice & ~StateBits) | ((byte)value & StateBits));
    }

    /// <summary>Times that it was started, 255 for more.</summary>
    public byte Plays { get; init; } = Plays;

    /// <summary>What it was watched on last; unknown where the player did not say.</summary>
    public WatchDevice Device
    {
        get => (WatchDevice)(_stateAndDevice >> DeviceShift);
        init => _stateAndDevice = (byte)((_stateAndDevice & StateBits) | ((byte)value << DeviceShift));
    }
}
