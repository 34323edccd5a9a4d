using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Recommender.Server.Errors;
using Recommender.V1;

namespace Recommender.Server.Models;

/// <summary>recommender.v1.ModelService: chooses the served model while it serves.</summary>
public sealed class ModelService(ModelSwitch models) : V1.ModelService.ModelServiceBase
{
    /// <inheritdoc/>
    public override Task<ListModelsResponse> ListModels(ListModelsRequest request, ServerCallContext context)
    {
        var response = new ListModelsResponse();
        response.Models.AddRange(models.List().Select(ToWire));
        return Task.FromResult(response);
    }

    /// <inheritdoc/>
    public override async Task<PublishModelResponse> PublishModel(PublishModelRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        if (request.Version < 0) throw RichError.InvalidArgument(new FieldViolation("version", $"is {request.Version}; allowed is 1 and more, or 0 for the newest"));
        return new PublishModelResponse { Model = await ServeAsync(models.PublishAsync(request.Version, context.CancellationToken)) };
    }

    /// <inheritdoc/>
    public override async Task<RollBackModelResponse> RollBackModel(RollBackModelRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new RollBackModelResponse { Model = await ServeAsync(models.RollBackAsync(context.CancellationToken)) };
    }

    private async Task<Model> ServeAsync(Task<ModelSummary> change)
    {
        try
        {
            return ToWire(await change);
        }
        catch (ModelNotServableException refused)
        {
            throw new RpcException(new Status(StatusCode.FailedPrecondition, refused.Message));
        }
        catch (ChoiceNotKeptException served)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, served.Message));
        }
        catch (OperationCanceledException stopped) when (stopped.InnerException is System.Threading.Channels.ChannelClosedException)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "the server is stopping"));
        }
    }

    private Model ToWire(ModelSummary summary)
    {
        var model = new Model
        {
            Version = summary.Number,
            CreateTime = Timestamp.FromDateTimeOffset(summary.CreatedAt),
            Dimension = summary.Shape.Dimension,
            TitleCount = summary.Shape.Titles,
            MemberCount = summary.Shape.Members,
            Served = summary.Number == models.Served,
        };
        model.Figures.Add(summary.Figures.ToDictionary());
        return model;
    }
}
