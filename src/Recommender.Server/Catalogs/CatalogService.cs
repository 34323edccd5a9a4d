using System.Text;
using Grpc.Core;
using Recommender.Server.Errors;
using Recommender.Server.Generations;
using Recommender.Server.Pages;
using Recommender.Storage.Data;
using Recommender.Storage.Store;
using Recommender.Storage.Titles;
using Recommender.V1;

namespace Recommender.Server.Catalogs;

/// <summary>recommender.v1.CatalogService: changes titles while they are served.</summary>
public sealed class CatalogService(DataStore data, CatalogWriter writer, CurrentGeneration current, TimeProvider time)
    : V1.CatalogService.CatalogServiceBase
{
    private const int UsualPageSize = 100;
    private const int MaxPageSize = 1_000;

    // Of one answer: clients refuse larger messages than 4 MiB unless told otherwise, and a title has 64 KiB at most.
    private const int FullPageBytes = 2 << 20;

    // Titles of one stream that wait for the disk at a time.
    private const int MostWaiting = 256;

    private static readonly TitleOrder Order = new();

    /// <inheritdoc/>
    public override async Task<PutTitlesResponse> PutTitles(IAsyncStreamReader<PutTitlesRequest> requestStream, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(requestStream);
        ArgumentNullException.ThrowIfNull(context);
        var (response, waiting) = (new PutTitlesResponse(), new Queue<Task<ChangeOutcome>>());
        try
        {
            for (var index = 0; await requestStream.MoveNext(context.CancellationToken); index++)
            {
                waiting.Enqueue(Put(requestStream.Current.Title ?? new V1.Title(), index, context.CancellationToken));
                if (waiting.Count >= MostWaiting) Count(response, await waiting.Dequeue());
            }

            while (waiting.TryDequeue(out var put)) Count(response, await put);
            if (response.PutCount == 0) response.CatalogVersion = current.Served.Ranking.Catalog.Version;
            return response;
        }
        catch (Exception failure)
        {
            // Those before the one that is wrong stay put: their caller may rely on it.
            await ((Task)Task.WhenAll(waiting)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw Refused(failure);
        }
    }

    /// <inheritdoc/>
    public override Task<GetTitleResponse> GetTitle(GetTitleRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        CheckId(request.TitleId);
        return data.Titles.Find(Encoding.UTF8.GetBytes(request.TitleId)) is { } title
            ? Task.FromResult(new GetTitleResponse { Title = TitleMapping.ToWire(request.TitleId, title) })
            : throw Missing(request.TitleId);
    }

    /// <inheritdoc/>
    public override Task<ListTitlesResponse> ListTitles(ListTitlesRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        var violations = new Violations();
        violations.RangeOrDefault("page_size", request.PageSize, 1, MaxPageSize, UsualPageSize);
        var after = ListToken.Read(request.PageToken, ref violations);
        violations.ThrowIfAny();

        var (served, size, bytes) = (current.Served, request.PageSize == 0 ? UsualPageSize : request.PageSize, 0);
        var (catalog, response) = (served.Ranking.Catalog, new ListTitlesResponse { TotalSize = data.Titles.Count });
        foreach (var row in Order.After(catalog, after))
        {
            if (response.Titles.Count == size || bytes > FullPageBytes)
            {
                response.NextPageToken = ListToken.After(response.Titles[^1].TitleId);
                break;
            }

            context.CancellationToken.ThrowIfCancellationRequested();
            var id = Encoding.UTF8.GetString(catalog.PartOf(row, out var local).Ids[local]);
            if (data.Titles.Find(Encoding.UTF8.GetBytes(id)) is not { } title) continue;   // deleted meanwhile
            response.Titles.Add(TitleMapping.ToWire(id, title));
            bytes += response.Titles[^1].CalculateSize();
        }

        GC.KeepAlive(served);
        return Task.FromResult(response);
    }

    /// <inheritdoc/>
    public override async Task<DeleteTitleResponse> DeleteTitle(DeleteTitleRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        CheckId(request.TitleId);
        try
        {
            var outcome = await writer.DeleteAsync(Encoding.UTF8.GetBytes(request.TitleId), context.CancellationToken);
            if (!outcome.Existed && !request.AllowMissing) throw Missing(request.TitleId);
            return new DeleteTitleResponse { CatalogVersion = outcome.CatalogVersion };
        }
        catch (Exception failure)
        {
            throw Refused(failure);
        }
    }

    // Throws at once where the title is wrong.
    private Task<ChangeOutcome> Put(V1.Title title, int index, CancellationToken cancellation)
    {
        var model = current.Served.Model;
        var violations = new Violations { Prefix = $"requests[{index}].title." };
        TitleRules.Check(title, model?.Titles.Dimension ?? 0, ref violations);
        violations.ThrowIfAny();
        var id = Encoding.UTF8.GetBytes(title.TitleId);
        var addedAt = title.AddedAt is null ? data.Titles.AddedAt(id) ?? time.GetUtcNow().ToUnixTimeSeconds() : 0;
        try
        {
            return writer.PutAsync(id, TitleWriter.Write(TitleMapping.ToStore(title, addedAt, model?.Generation.Number ?? 0)), cancellation);
        }
        catch (ArgumentException tooMuch)
        {
            throw RichError.InvalidArgument(new FieldViolation($"requests[{index}].title", $"is too much for one title: {tooMuch.Message}"));
        }
    }

    private static void Count(PutTitlesResponse response, ChangeOutcome outcome)
    {
        response.PutCount++;
        response.CreatedCount += outcome.Existed ? 0 : 1;
        response.CatalogVersion = Math.Max(response.CatalogVersion, outcome.CatalogVersion);
    }

    private static void CheckId(string id)
    {
        var violations = new Violations();
        IdRules.CheckId("title_id", id, ref violations);
        violations.ThrowIfAny();
    }

    private static RpcException Missing(string id) => new(new Status(StatusCode.NotFound, $"there is no title '{id}'"));

    private static Exception Refused(Exception failure) => failure switch
    {
        StoreException => new RpcException(new Status(StatusCode.Unavailable, "the disk of the catalogue has failed: nothing is changed until the server is started anew")),
        ArgumentException refused => RichError.InvalidArgument(new FieldViolation("title_id", refused.Message)),
        OperationCanceledException { InnerException: System.Threading.Channels.ChannelClosedException } => new RpcException(new Status(StatusCode.Unavailable, "the server is stopping")),
        _ => failure,
    };
}
