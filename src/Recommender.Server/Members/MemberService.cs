using Grpc.Core;
using Recommender.Server.Members.Events;
using Recommender.Storage.Store;
using Recommender.V1;

namespace Recommender.Server.Members;

/// <summary>recommender.v1.MemberService: what members do, what is known of them, and how it is forgotten. One instance serves all calls.</summary>
internal sealed class MemberService(EventRecorder recorder) : V1.MemberService.MemberServiceBase
{
    /// <inheritdoc/>
    public override async Task<RecordEventsResponse> RecordEvents(RecordEventsRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            var counts = await recorder.RecordAsync(request.Events, context.CancellationToken);
            return new RecordEventsResponse { RecordedCount = counts.New, DuplicateCount = counts.Repeated };
        }
        catch (StoreException)
        {
            throw Unavailable();
        }
    }

    private static RpcException Unavailable() =>
        new(new Status(StatusCode.Unavailable, "the disk of the members has failed: nothing is recorded until the server is started anew"));
}
