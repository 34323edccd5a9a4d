using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using Recommender.Server.Tests.Protos;
using Recommender.Server.Tests.Support;
using Recommender.TestKit;
using Recommender.V1;
using Alpha = Grpc.Reflection.V1Alpha;
using HealthProto = Grpc.Health.V1.Health;

namespace Recommender.Server.Tests.Reflection;

/// <summary>Reflection over the wire, used as tools use it.</summary>
public sealed class ReflectionServiceTests : IAsyncLifetime
{
    private static readonly ServiceDescriptor[] Served =
    [
        HealthProto.Descriptor, ServerReflection.Descriptor, Alpha.ServerReflection.Descriptor, Zoo.Descriptor,
        CatalogService.Descriptor, MemberService.Descriptor, ModelService.Descriptor, RecommendationService.Descriptor,
    ];

    private LocalServer _server = null!;

    private ServerReflection.ServerReflectionClient Client => new(_server.Channel);

    public async ValueTask InitializeAsync() => _server = await LocalServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Lists_every_mapped_service_itself_included()
    {
        using var stream = Client.ServerReflectionInfo(deadline: Patience.Deadline);
        var fetcher = new DescriptorFetcher(stream);

        Assert.Equal(Served.Select(service => service.FullName), await fetcher.ListServicesAsync());
        await fetcher.EndAsync();
    }

    [Fact]
    public async Task Gives_a_client_without_proto_files_the_very_descriptors_that_the_server_was_compiled_with()
    {
        using var stream = Client.ServerReflectionInfo(deadline: Patience.Deadline);
        var fetcher = new DescriptorFetcher(stream);
        var compiled = Served.ToDictionary(service => service.FullName, service => service.File);

        foreach (var service in await fetcher.ListServicesAsync())
        {
            var built = (await fetcher.FetchAsync(service))[^1];

            Assert.Equal(compiled[service].ToProto(), built.ToProto());
            Assert.Equal(service, Assert.Single(built.Services).FullName);
        }

        Assert.Equal(0, fetcher.Repeated);
        Assert.Equal(0, fetcher.AskedByName);
        await fetcher.EndAsync();
    }

    [Fact]
    public async Task Lets_a_client_call_a_method_that_it_knows_only_from_reflection()
    {
        using var stream = Client.ServerReflectionInfo(deadline: Patience.Deadline);
        var method = (await new DescriptorFetcher(stream).FetchAsync("recommender.test.Zoo"))[^1].Services[0].Methods[0];
        var bytes = Marshallers.Create(message => message, message => message);
        var call = new Method<byte[], byte[]>(MethodType.Unary, method.Service.FullName, method.Name, bytes, bytes);
        var named = method.InputType.FindFieldByName("name");

        var answer = await _server.Channel.CreateCallInvoker()
            .AsyncUnaryCall(call, null, new CallOptions(deadline: Patience.Deadline), WireString(named.FieldNumber, "otter"));

        Assert.Equal(WireString(method.OutputType.FindFieldByName("name").FieldNumber, "for otter"), answer);
    }

    [Fact]
    public async Task Goes_on_after_a_request_that_cannot_be_answered()
    {
        using var stream = Client.ServerReflectionInfo(deadline: Patience.Deadline);
        var fetcher = new DescriptorFetcher(stream);

        var missing = await fetcher.AskAsync(new() { Host = "here", FileContainingSymbol = "no.Such" });
        var found = await fetcher.AskAsync(new() { FileByFilename = "google/protobuf/timestamp.proto" });

        Assert.Equal((int)StatusCode.NotFound, missing.ErrorResponse.ErrorCode);
        Assert.Equal(("here", "no.Such"), (missing.ValidHost, missing.OriginalRequest.FileContainingSymbol));
        Assert.Single(found.FileDescriptorResponse.FileDescriptorProto);
        await fetcher.EndAsync();
    }

    [Fact]
    public async Task Answers_v1alpha_byte_for_byte_as_v1()
    {
        using var stream = Client.ServerReflectionInfo(deadline: Patience.Deadline);
        using var alphaStream = new Alpha.ServerReflection.ServerReflectionClient(_server.Channel)
            .ServerReflectionInfo(deadline: Patience.Deadline);
        ServerReflectionRequest[] requests =
        [
            new() { ListServices = "" },
            new() { Host = "h", FileContainingSymbol = "recommender.test.Zoo.Feed" },
            new() { FileByFilename = "food.proto" },
            new() { FileContainingExtension = new() { ContainingType = "recommender.test.Animal", ExtensionNumber = 100 } },
            new() { AllExtensionNumbersOfType = "recommender.test.Animal" },
            new() { FileByFilename = "none" },
            new(),
        ];

        foreach (var request in requests)
        {
            var answer = await new DescriptorFetcher(stream).AskAsync(request);
            await alphaStream.RequestStream.WriteAsync(Alpha.ServerReflectionRequest.Parser.ParseFrom(request.ToByteString())).Soon();
            Assert.True(await alphaStream.ResponseStream.MoveNext().Soon());

            Assert.Equal(answer.ToByteString(), alphaStream.ResponseStream.Current.ToByteString());
        }
    }

    [Fact]
    public async Task An_idle_stream_does_not_hold_up_stopping()
    {
        using var stream = Client.ServerReflectionInfo(deadline: Patience.Deadline);
        await new DescriptorFetcher(stream).ListServicesAsync();

        var stopping = _server.App.StopAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(() => stream.ResponseStream.MoveNext()).Soon();
        Assert.True(IsOfStopping(failure), failure.ToString());
        await stopping.Soon();
    }

    // The connection may be gone before the answer is read, for which the client of the gRPC packages has another status.
    private static bool IsOfStopping(RpcException failure) =>
        failure.StatusCode == StatusCode.Unavailable || (failure.StatusCode == StatusCode.Internal && !GrpcStack.IsOurs);

    private static byte[] WireString(int field, string text)
    {
        using var buffer = new MemoryStream();
        using (var output = new CodedOutputStream(buffer, leaveOpen: true))
        {
            output.WriteTag(field, WireFormat.WireType.LengthDelimited);
            output.WriteString(text);
        }

        return buffer.ToArray();
    }
}
