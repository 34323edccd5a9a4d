using Google.Protobuf.WellKnownTypes;
using Recommender.Storage.Titles;

namespace Recommender.Server.Catalogs;

/// <summary>Windows of the wire, each for many countries, to windows of the store, each for one, and back.</summary>
internal static class TitleWindows
{
    /// <summary>From the first second to the one after the last; a part of a second counts as the next one.</summary>
    public static (long From, long Until) Span(V1.AvailabilityWindow window) =>
        (Second(window.StartTime, AvailabilityWindow.Always), Second(window.EndTime, AvailabilityWindow.Forever));

    /// <summary>As the store keeps them; none is everywhere and always.</summary>
    /// <param name="windows">Checked.</param>
    public static IReadOnlyList<AvailabilityWindow> ToStore(IReadOnlyList<V1.AvailabilityWindow> windows)
    {
        if (windows.Count == 0) return [AvailabilityWindow.Unlimited];
        var stored = new List<AvailabilityWindow>();
        foreach (var window in windows)
        {
            var (from, until) = Span(window);
            if (window.Countries.Count == 0) stored.Add(new(default, from, until));
            foreach (var country in window.Countries) stored.Add(new(CountryCode.Parse(country), from, until));
        }

        return stored;
    }

    /// <summary>As the wire has them: windows of the same time that follow one another are one.</summary>
    public static IEnumerable<V1.AvailabilityWindow> ToWire(IReadOnlyList<AvailabilityWindow> windows)
    {
        if (windows is [var only] && only == AvailabilityWindow.Unlimited) yield break;
        for (var i = 0; i < windows.Count;)
        {
            var (first, wire) = (windows[i], new V1.AvailabilityWindow());
            if (first.From != AvailabilityWindow.Always) wire.StartTime = new Timestamp { Seconds = first.From };
            if (first.Until != AvailabilityWindow.Forever) wire.EndTime = new Timestamp { Seconds = first.Until };
            for (; i < windows.Count && (windows[i].From, windows[i].Until) == (first.From, first.Until); i++)
            {
                if (windows[i].Country.IsEverywhere && wire.Countries.Count > 0) break;
                if (windows[i].Country.IsEverywhere)
                {
                    i++;
                    break;
                }

                wire.Countries.Add(windows[i].Country.ToString());
            }

            yield return wire;
        }
    }

    private static long Second(Timestamp? time, long otherwise) => time is null ? otherwise : time.Seconds + (time.Nanos > 0 ? 1 : 0);
}
