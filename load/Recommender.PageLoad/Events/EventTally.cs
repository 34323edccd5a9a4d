using Recommender.PageLoad.Driving;
using Recommender.PageLoad.Wire;
using Recommender.V1;

namespace Recommender.PageLoad.Events;

/// <summary>What came of calls that record events: one that says that it recorded fewer than were new has failed.</summary>
/// <param name="perCall">Events of a call.</param>
/// <param name="recorded">Told of what was recorded.</param>
internal sealed class EventTally(int perCall, Action<int> recorded) : Tally
{
    private byte[] _good = [];   // answers are alike, so the first good one stands for the others

    /// <inheritdoc/>
    public override void Answered(in Answer answer)
    {
        var failure = answer.Failure ?? Fault(answer.Message!);
        if (failure is null) recorded(perCall);
        base.Answered(answer with { Failure = failure, Message = null });
    }

    private string? Fault(byte[] framed)
    {
        if (framed.AsSpan().SequenceEqual(_good)) return null;
        RecordEventsResponse response;
        try
        {
            response = MessageBytes.Read(RecordEventsResponse.Parser, framed);
        }
        catch (LoadException failure)
        {
            return failure.Message;
        }

        if (response.RecordedCount != perCall || response.DuplicateCount != 0) return $"of {perCall} new events {response.RecordedCount} were recorded, and {response.DuplicateCount} taken for repeated";
        _good = framed;
        return null;
    }
}
