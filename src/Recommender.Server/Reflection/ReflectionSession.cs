using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using Request = Grpc.Reflection.V1.ServerReflectionRequest;
using Response = Grpc.Reflection.V1.ServerReflectionResponse;

namespace Recommender.Server.Reflection;

/// <summary>Answers the requests of one reflection stream, which it remembers the files of. For one caller at a time.</summary>
public sealed class ReflectionSession(DescriptorIndex index)
{
    private readonly HashSet<string> _sent = [];

    /// <summary>The answer to one request; what cannot be answered becomes an error response, never an exception.</summary>
    public Response Answer(Request request)
    {
        var response = Find(request);
        response.ValidHost = request.Host;
        response.OriginalRequest = request;
        return response;
    }

    private Response Find(Request request) => request.MessageRequestCase switch
    {
        Request.MessageRequestOneofCase.ListServices => Services(),
        Request.MessageRequestOneofCase.FileByFilename =>
            File(index.FileNamed(request.FileByFilename), "no proto file has this name"),
        Request.MessageRequestOneofCase.FileContainingSymbol =>
            File(index.FileOfSymbol(request.FileContainingSymbol), "no proto file declares this symbol"),
        Request.MessageRequestOneofCase.FileContainingExtension =>
            File(
                index.FileOfExtension(request.FileContainingExtension.ContainingType, request.FileContainingExtension.ExtensionNumber),
                "no proto file declares this extension"),
        Request.MessageRequestOneofCase.AllExtensionNumbersOfType => ExtensionNumbers(request.AllExtensionNumbersOfType),
        _ => Error(StatusCode.InvalidArgument, "the request asks nothing that this server knows"),
    };

    private Response Services()
    {
        var list = new ListServiceResponse();
        list.Service.AddRange(index.ServiceNames.Select(name => new ServiceResponse { Name = name }));
        return new Response { ListServicesResponse = list };
    }

    private Response ExtensionNumbers(string type)
    {
        if (index.ExtensionNumbers(type) is not { } numbers) return Error(StatusCode.NotFound, "no message has this name");
        var response = new ExtensionNumberResponse { BaseTypeName = type };
        response.ExtensionNumber.AddRange(numbers);
        return new Response { AllExtensionNumbersResponse = response };
    }

    // The file that was asked for is sent even if it was before: an empty answer would be none.
    private Response File(FileDescriptor? file, string otherwise)
    {
        if (file is null) return Error(StatusCode.NotFound, otherwise);
        var response = new FileDescriptorResponse();
        foreach (var needed in DescriptorIndex.Closure([file]))
        {
            if (_sent.Add(needed.Name) || needed == file) response.FileDescriptorProto.Add(needed.SerializedData);
        }

        return new Response { FileDescriptorResponse = response };
    }

    private static Response Error(StatusCode code, string message) =>
        new() { ErrorResponse = new ErrorResponse { ErrorCode = (int)code, ErrorMessage = message } };
}
