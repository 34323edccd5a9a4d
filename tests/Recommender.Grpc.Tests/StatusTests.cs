using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Recommender.TestKit.Hosting;
using Recommender.TestKit.Http2;
using Recommender.TestKit.Wire;
using Status = Grpc.Core.Status;

namespace Recommender.Grpc.Tests;

public sealed class StatusTests
{
    private const string Secret = "the password is 1234";

    public static TheoryData<StatusCode> Codes => [.. System.Enum.GetValues<StatusCode>().Where(code => code != StatusCode.OK)];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Thrown_by_the_handler_is_the_status_of_the_call(StatusCode code)
    {
        await using var pair = await Pair.StartAsync(StringService.Unary((_, _) => throw new RpcException(new Status(code, "why"))));
        using var call = pair.Channel.Unary("", new CallOptions(deadline: Pair.Patience));

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await call);

        Assert.Equal((code, "why"), (failure.StatusCode, failure.Status.Detail));
        Assert.Equal(code, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Text_comes_over_whole_whatever_its_characters()
    {
        await using var pair = await Pair.StartAsync(StringService.Unary((text, _) => throw new RpcException(new Status(StatusCode.Aborted, text))));

        Prop.ForAll(Texts().ToArbitrary(), text =>
        {
            using var call = pair.Channel.Unary(text, new CallOptions(deadline: Pair.Patience));
            var failure = Assert.Throws<RpcException>(() => Wait.For(call.ResponseAsync));
            return failure.Status.Detail == text;
        }).Check(Config.QuickThrowOnFailure.WithReplay(20260101UL, 1UL).WithMaxTest(300));
    }

    [Fact]
    public async Task Set_on_the_context_is_the_status_of_the_call()
    {
        await using var pair = await Pair.StartAsync(StringService.Unary((request, call) =>
        {
            call.Status = new Status(StatusCode.FailedPrecondition, "not yet");
            return Task.FromResult(request);
        }));

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await pair.Channel.Unary("", new CallOptions(deadline: Pair.Patience)));

        Assert.Equal((StatusCode.FailedPrecondition, "not yet"), (failure.StatusCode, failure.Status.Detail));
    }

    [Fact]
    public async Task After_some_responses_comes_behind_them()
    {
        await using var pair = await Pair.StartAsync(StringService.ServerStream(async (_, responses, _) =>
        {
            await responses.WriteAsync("one");
            throw new RpcException(new Status(StatusCode.DataLoss, "gone"), new Metadata { { "lost", "two" } });
        }));
        using var call = pair.Channel.ServerStream("", new CallOptions(deadline: Pair.Patience));

        Assert.True(await call.ResponseStream.MoveNext());
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());

        Assert.Equal(StatusCode.DataLoss, failure.StatusCode);
        Assert.Equal("two", failure.Trailers.GetValue("lost"));
        Assert.Equal("two", call.GetTrailers().GetValue("lost"));
    }

    [Fact]
    public async Task Of_a_call_that_fails_before_any_message_travels_alone_with_its_trailers()
    {
        await using var pair = await Pair.StartAsync(StringService.Unary(
            (_, _) => throw new RpcException(new Status(StatusCode.NotFound, "100 % sure"), new Metadata { { "hint", "try b" } })));
        using var client = await RawClient.ConnectAsync(pair.Server.Port);

        var response = await client.CallAsync(GrpcHeaders.Request("/test.Strings/Unary"), GrpcFraming.Frame("a"u8));

        Assert.True(response.IsTrailersOnly);
        Assert.Equal(200, response.Status);
        Assert.Equal("application/grpc", response.Header("content-type"));
        Assert.Equal((int)StatusCode.NotFound, response.GrpcStatus);
        Assert.Equal("100 %25 sure", response.GrpcMessage);
        Assert.Equal("try b", response.Header("hint"));
    }

    [Fact]
    public async Task Of_an_exception_has_its_text_in_the_log_and_not_on_the_wire()
    {
        await using var pair = await Pair.StartAsync(StringService.Unary((_, _) => throw new FormatException(Secret)));
        using var client = await RawClient.ConnectAsync(pair.Server.Port);

        var response = await client.CallAsync(GrpcHeaders.Request("/test.Strings/Unary"), GrpcFraming.Frame("a"u8));

        Assert.Equal((int)StatusCode.Unknown, response.GrpcStatus);
        Assert.DoesNotContain(response.Headers, field => field.Value.Contains("password", StringComparison.Ordinal));
        var line = Assert.Single(pair.Server.Logs.Lines, line => line.Exception is FormatException);
        Assert.Equal((LogLevel.Error, Secret), (line.Level, line.Exception!.Message));
    }

    [Fact]
    public async Task Of_an_exception_has_its_text_when_the_options_ask_for_it()
    {
        await using var pair = await Pair.StartAsync(
            StringService.Unary((_, _) => throw new FormatException(Secret)),
            new GrpcTestServerSetup { Grpc = options => options.EnableDetailedErrors = true });

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await pair.Channel.Unary("", new CallOptions(deadline: Pair.Patience)));

        Assert.Contains(Secret, failure.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Details_come_over_as_google_rpc_Status()
    {
        var sent = new Google.Rpc.Status { Code = (int)Code.InvalidArgument, Message = "bad" };
        sent.Details.Add(Any.Pack(new BadRequest
        {
            FieldViolations = { new BadRequest.Types.FieldViolation { Field = "max_rows", Description = "is 0; allowed are 1 to 50" } },
        }));
        sent.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(3)) }));
        await using var pair = await Pair.StartAsync(StringService.Unary((_, _) => throw new RpcException(
            new Status(StatusCode.InvalidArgument, "bad"), new Metadata { { "grpc-status-details-bin", sent.ToByteArray() } })));

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await pair.Channel.Unary("", new CallOptions(deadline: Pair.Patience)));

        Assert.Equal(sent, Google.Rpc.Status.Parser.ParseFrom(failure.Trailers.GetValueBytes("grpc-status-details-bin")));
    }

    [Fact]
    public async Task Is_not_there_before_the_end()
    {
        var release = new TaskCompletionSource();
        await using var pair = await Pair.StartAsync(StringService.Unary(async (request, _) =>
        {
            await release.Task;
            return request;
        }));
        using var call = pair.Channel.Unary("", new CallOptions(deadline: Pair.Patience));

        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
        Assert.Throws<InvalidOperationException>(() => call.GetTrailers());
        release.SetResult();
        await call;
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    private static Gen<string> Texts() =>
        from runes in Gen.OneOf(Gen.Choose(0, 0x7f), Gen.Choose(0x80, 0xd7ff), Gen.Choose(0xe000, 0x10ffff)).ArrayOf()
        select string.Concat(runes.Select(char.ConvertFromUtf32));
}
