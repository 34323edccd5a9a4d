using Recommender.Storage.Members;

namespace Recommender.Server.Members;

/// <summary>What is kept of when, and on what, a member watches.</summary>
internal static class Habits
{
    /// <summary>Hours of the day: the contexts of a portrait's habits, on the member's clock. Contexts from here on say nothing.</summary>
    public const int Hours = 24;

    /// <summary>What a device of the wire is to habits: phones and tablets are one, in the hand.</summary>
    /// <param name="device">The number of the wire; 0 where it is not known.</param>
    public static WatchDevice DeviceOf(int device) => (V1.DeviceKind)device switch
    {
        V1.DeviceKind.Tv => WatchDevice.Television,
        V1.DeviceKind.Phone or V1.DeviceKind.Tablet => WatchDevice.Handheld,
        V1.DeviceKind.Web => WatchDevice.Web,
        _ => WatchDevice.Unknown,
    };
}
