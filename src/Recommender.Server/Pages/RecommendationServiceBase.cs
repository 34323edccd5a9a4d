using Grpc.Core;
using Recommender.Server.Pages.Wire;

namespace Recommender.Server.Pages;

/// <summary>
/// The service of <c>recommender.v1.RecommendationService</c>, bound as generated code binds itself; but pages write themselves into
/// their calls where generated messages would have to be made first.
/// </summary>
[BindServiceMethod(typeof(RecommendationServiceBase), nameof(Bind))]
internal abstract class RecommendationServiceBase
{
    private static readonly Method<V1.RecommendRequest, PageAnswer> RecommendMethod = new(
        MethodType.Unary, Descriptor.FullName, nameof(Recommend),
        AnswerMarshaller.OfMessages(V1.RecommendRequest.Parser), AnswerMarshaller.OfAnswers<PageAnswer>());

    private static readonly Method<V1.SimilarTitlesRequest, TitlesAnswer> SimilarTitlesMethod = new(
        MethodType.Unary, Descriptor.FullName, nameof(SimilarTitles),
        AnswerMarshaller.OfMessages(V1.SimilarTitlesRequest.Parser), AnswerMarshaller.OfAnswers<TitlesAnswer>());

    private static readonly Method<V1.ExplainRequest, V1.ExplainResponse> ExplainMethod = new(
        MethodType.Unary, Descriptor.FullName, nameof(Explain),
        AnswerMarshaller.OfMessages(V1.ExplainRequest.Parser), AnswerMarshaller.OfMessages(V1.ExplainResponse.Parser));

    /// <summary>What reflection tells of the service.</summary>
    public static Google.Protobuf.Reflection.ServiceDescriptor Descriptor => V1.RecommendationService.Descriptor;

    /// <summary>Tells a server which methods there are; without an instance it is asked for their names only.</summary>
    public static void Bind(ServiceBinderBase binder, RecommendationServiceBase? service)
    {
        binder.AddMethod(RecommendMethod, service is null ? null : service.Recommend);
        binder.AddMethod(SimilarTitlesMethod, service is null ? null : service.SimilarTitles);
        binder.AddMethod(ExplainMethod, service is null ? null : service.Explain);
    }

    /// <summary>A member's page.</summary>
    public abstract Task<PageAnswer> Recommend(V1.RecommendRequest request, ServerCallContext context);

    /// <summary>The titles most like one.</summary>
    public abstract Task<TitlesAnswer> SimilarTitles(V1.SimilarTitlesRequest request, ServerCallContext context);

    /// <summary>Why a title is on a page, or what kept it away.</summary>
    public abstract Task<V1.ExplainResponse> Explain(V1.ExplainRequest request, ServerCallContext context);
}
