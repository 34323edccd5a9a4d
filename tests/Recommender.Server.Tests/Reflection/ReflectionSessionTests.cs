using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using Recommender.Server.Reflection;
using Recommender.Server.Tests.Protos;

namespace Recommender.Server.Tests.Reflection;

public sealed class ReflectionSessionTests
{
    private readonly ReflectionSession _session = new(new DescriptorIndex([Zoo.Descriptor]));

    private string[] FilesFor(ServerReflectionRequest request) =>
        [.. _session.Answer(request).FileDescriptorResponse.FileDescriptorProto
            .Select(data => FileDescriptorProto.Parser.ParseFrom(data).Name)];

    [Fact]
    public void Sends_the_file_asked_for_first_and_then_all_that_it_imports()
    {
        var files = FilesFor(new() { FileContainingSymbol = "recommender.test.Zoo" });

        Assert.Equal("zoo.proto", files[0]);
        Assert.Equal(["food.proto", "google/protobuf/timestamp.proto"], files[1..].Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Sends_imports_only_once_on_a_stream_but_always_what_is_asked_for()
    {
        FilesFor(new() { FileContainingSymbol = "recommender.test.Zoo" });

        Assert.Equal(["zoo.proto"], FilesFor(new() { FileByFilename = "zoo.proto" }));
        Assert.Equal(["food.proto"], FilesFor(new() { FileByFilename = "food.proto" }));
    }

    [Fact]
    public void Remembers_nothing_of_another_stream()
    {
        var index = new DescriptorIndex([Zoo.Descriptor]);
        var request = new ServerReflectionRequest { FileByFilename = "zoo.proto" };

        var first = new ReflectionSession(index).Answer(request);
        var second = new ReflectionSession(index).Answer(request);

        Assert.Equal(first, second);
    }

    [Fact]
    public void Finds_the_file_of_an_extension()
    {
        var extension = new ExtensionRequest { ContainingType = "recommender.test.Animal", ExtensionNumber = 101 };

        Assert.Equal("zoo.proto", FilesFor(new() { FileContainingExtension = extension })[0]);
    }

    [Fact]
    public void Lists_extension_numbers_with_the_name_of_the_message()
    {
        var answer = _session.Answer(new() { AllExtensionNumbersOfType = "recommender.test.Animal" });

        Assert.Equal("recommender.test.Animal", answer.AllExtensionNumbersResponse.BaseTypeName);
        Assert.Equal([100, 101], answer.AllExtensionNumbersResponse.ExtensionNumber);
    }

    public static TheoryData<ServerReflectionRequest> Unanswerable =>
    [
        new ServerReflectionRequest { FileByFilename = "none.proto" },
        new ServerReflectionRequest { FileContainingSymbol = "none" },
        new ServerReflectionRequest { FileContainingExtension = new() { ContainingType = "none", ExtensionNumber = 1 } },
        new ServerReflectionRequest
        {
            FileContainingExtension = new() { ContainingType = "recommender.test.Animal", ExtensionNumber = -1 },
        },
        new ServerReflectionRequest { AllExtensionNumbersOfType = "none" },
    ];

    [Theory, MemberData(nameof(Unanswerable))]
    public void Answers_NOT_FOUND_for_what_there_is_not(ServerReflectionRequest request)
    {
        var answer = _session.Answer(request);

        Assert.Equal((int)StatusCode.NotFound, answer.ErrorResponse.ErrorCode);
        Assert.NotEmpty(answer.ErrorResponse.ErrorMessage);
    }

    [Fact]
    public void Answers_INVALID_ARGUMENT_to_a_request_without_a_question()
    {
        Assert.Equal((int)StatusCode.InvalidArgument, _session.Answer(new()).ErrorResponse.ErrorCode);
    }

    [Fact]
    public void Gives_back_host_and_request_with_every_answer()
    {
        ServerReflectionRequest[] requests = [new() { Host = "h", ListServices = "" }, new() { Host = "h", FileByFilename = "none" }];

        foreach (var request in requests)
        {
            var answer = _session.Answer(request);

            Assert.Equal("h", answer.ValidHost);
            Assert.Equal(request, answer.OriginalRequest);
        }
    }
}
