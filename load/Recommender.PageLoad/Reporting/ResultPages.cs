using Recommender.Measuring;

namespace Recommender.PageLoad.Reporting;

/// <summary>The pages that runs write.</summary>
internal static class ResultPages
{
    /// <summary>Of <c>run</c>.</summary>
    public static ResultPage Page { get; } = new(
        "page.md",
        """
        # A page, under load

        Written by `load/Recommender.PageLoad`, a process of its own that shares the cores with the server. Calls are due at even intervals,
        whatever the server does, and a latency counts from when its call was due to the last byte of its answer. The saturated rate is what
        the server answers where each answer sends the next call. Failures are calls that fail and answers that, looked at in full, are no
        whole page: so many rows and titles, no title twice, every propensity above 0 and up to 1. A cell is the median of the rounds, with
        the range. What the generator and the wire take is measured against a prepared page and stands in the last line; nothing is deducted.

        """);

    /// <summary>Of <c>reflect</c> and <c>soak</c>.</summary>
    public static ResultPage Events { get; } = new(
        "events.md",
        """
        # Events, under load

        Written by `load/Recommender.PageLoad`, a process of its own that shares the cores with the server. Pages and events are due at even
        intervals, whatever the server does. Whether an event shows: an event is recorded over one connection, and once it is acknowledged
        the member's page is asked for over another, with the seed of the page before; a page that does not show the event is a failure.
        Times count from sending the event, acknowledgement included. Whether memory is flat: its course after the first fifth, by least
        squares, with the interval of 95 %, wider for readings that hang together (Santer et al., 2000); what it rose at most is the interval's
        upper end, or the most from one reading to a later one where that is less.

        """);
}
