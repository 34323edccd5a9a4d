using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Recommender.Grpc.Protocol;

namespace Recommender.Grpc.Server;

/// <summary>Turns away requests that are not gRPC, in plain HTTP.</summary>
internal static class RequestAdmission
{
    public static bool Admits(HttpContext http)
    {
        var request = http.Request;
        if (!GrpcHeaders.IsGrpc(request.ContentType))
            return Refuse(http, StatusCodes.Status415UnsupportedMediaType, $"Content-Type is '{request.ContentType}'; it must be {GrpcHeaders.ContentType}.");
        if (!HttpProtocol.IsHttp2(request.Protocol) && !HttpProtocol.IsHttp3(request.Protocol))
            return Refuse(http, StatusCodes.Status426UpgradeRequired, $"Protocol is {request.Protocol}; gRPC needs HTTP/2.");
        return true;
    }

    private static bool Refuse(HttpContext http, int httpStatus, string detail)
    {
        var response = http.Response;
        response.StatusCode = httpStatus;
        response.ContentType = GrpcHeaders.ContentType;
        response.Headers.GrpcStatus = StatusText.Of(StatusCode.Internal);
        response.Headers.GrpcMessage = PercentEncoding.Encode(detail);
        if (httpStatus == StatusCodes.Status426UpgradeRequired) response.Headers.Upgrade = "HTTP/2";
        return false;
    }
}
