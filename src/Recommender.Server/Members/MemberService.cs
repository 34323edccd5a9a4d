using Grpc.Core;
using Recommender.Server.Errors;
using Recommender.Server.Members.Events;
using Recommender.Server.Pages;
using Recommender.Storage.Store;
using Recommender.V1;

namespace Recommender.Server.Members;

/// <summary>recommender.v1.MemberService: what members do, what is known of them, and how it is forgotten. One instance serves all calls.</summary>
internal sealed class MemberService(EventRecorder recorder, MemberWriter writer, PortraitWords words, TimeProvider time) : V1.MemberService.MemberServiceBase
{
    /// <inheritdoc/>
    public override async Task<RecordEventsResponse> RecordEvents(RecordEventsRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            var counts = await recorder.RecordAsync(request.Events, prefix: null, context.CancellationToken);
            return new RecordEventsResponse { RecordedCount = counts.New, DuplicateCount = counts.Repeated };
        }
        catch (StoreException)
        {
            throw Unavailable();
        }
    }

    /// <inheritdoc/>
    public override async Task<StreamEventsResponse> StreamEvents(IAsyncStreamReader<StreamEventsRequest> requestStream, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(requestStream);
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            return await EventStream.RecordAsync(recorder, requestStream, context.CancellationToken);
        }
        catch (StoreException)
        {
            throw Unavailable();
        }
    }

    /// <inheritdoc/>
    public override async Task<PutMembersResponse> PutMembers(PutMembersRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        var violations = default(Violations);
        MemberRules.Check(request, time.GetUtcNow(), ref violations);
        violations.ThrowIfAny();
        try
        {
            await writer.PutAsync(request.Members, context.CancellationToken);
            return new PutMembersResponse { PutCount = request.Members.Count };
        }
        catch (StoreException)
        {
            throw Unavailable();
        }
    }

    /// <inheritdoc/>
    public override async Task<OnboardResponse> Onboard(OnboardRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        var violations = default(Violations);
        TasteRules.Check(request, ref violations);
        violations.ThrowIfAny();
        try
        {
            await writer.OnboardAsync(request, context.CancellationToken);
            return new OnboardResponse();
        }
        catch (StoreException)
        {
            throw Unavailable();
        }
    }

    /// <inheritdoc/>
    public override Task<GetMemberResponse> GetMember(GetMemberRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        CheckId(request.MemberId);
        try
        {
            return Task.FromResult(new GetMemberResponse { Member = words.Of(request.MemberId) ?? throw Missing(request.MemberId) });
        }
        catch (StoreException)
        {
            throw Unavailable();
        }
    }

    /// <inheritdoc/>
    public override async Task<DeleteMemberResponse> DeleteMember(DeleteMemberRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        CheckId(request.MemberId);
        try
        {
            if (!await writer.DeleteAsync(request.MemberId, context.CancellationToken) && !request.AllowMissing) throw Missing(request.MemberId);
            return new DeleteMemberResponse();
        }
        catch (Exception failure) when (failure is StoreException or IOException)
        {
            throw Unavailable();
        }
    }

    private static void CheckId(string id)
    {
        var violations = default(Violations);
        IdRules.CheckId("member_id", id, ref violations);
        violations.ThrowIfAny();
    }

    private static RpcException Missing(string id) => new(new Status(StatusCode.NotFound, $"nothing is known of a member '{id}'"));

    private static RpcException Unavailable() =>
        new(new Status(StatusCode.Unavailable, "the disk of the members has failed: nothing is recorded until the server is started anew"));
}
