namespace Recommender.Server.Members.Events;

/// <summary>What time it is for a member.</summary>
internal static class MemberClock
{
    private const int SecondsPerMinute = 60;
    private const int SecondsPerDay = 86_400;
    private const int SecondsPerHour = 3_600;

    /// <summary>The hour of the day, 0 to 23.</summary>
    /// <param name="seconds">Since 1970, UTC.</param>
    /// <param name="offsetMinutes">To add to UTC.</param>
    public static byte HourOf(long seconds, int offsetMinutes)
    {
        var ofDay = (seconds + (offsetMinutes * SecondsPerMinute)) % SecondsPerDay;
        return (byte)((ofDay < 0 ? ofDay + SecondsPerDay : ofDay) / SecondsPerHour);
    }
}
