using FsCheck;
using FsCheck.Fluent;
using Grpc.Core;

namespace Recommender.Grpc.Tests;

public sealed class MetadataTests
{
    private static readonly Gen<string> Keys = Gen.Elements("a", "x-tenant", "x.y_z-0", "trace", "b3", "cookie-like");

    private static readonly Gen<(string Key, object Value)> Entries = Gen.OneOf(
        from key in Keys
        from value in Gen.Choose(0x21, 0x7e).Select(c => (char)c).NonEmptyListOf()
        select (key, (object)string.Concat(value)),
        from key in Keys
        from value in Gen.Choose(0, 255).Select(b => (byte)b).NonEmptyListOf()
        select ($"{key}-bin", (object)value.ToArray()));

    [Fact]
    public Task Comes_over_whole_in_all_three_places_whatever_its_values() =>
        ComesOverWholeAsync(entries => [.. entries.DistinctBy(entry => entry.Key)]);

    [Fact]
    public Task Comes_over_whole_when_keys_are_repeated()
    {
        GrpcStack.MustBeOurs("fail over two binary values under one key");
        return ComesOverWholeAsync(entries => [.. entries, .. entries.Take(2)]);
    }

    [Fact]
    public async Task May_have_empty_values()
    {
        GrpcStack.MustBeOurs("lose empty values on the way back");
        var empty = new Metadata { { "text", "" }, { "bytes-bin", [] } };
        await using var pair = await Pair.StartAsync(StringService.Unary(async (request, call) =>
        {
            await call.WriteResponseHeadersAsync(empty);
            foreach (var entry in call.RequestHeaders.Where(IsOurs)) call.ResponseTrailers.Add(entry);
            return request;
        }));
        using var call = pair.Channel.Unary("", new CallOptions(empty, Pair.Patience));
        await call;

        Assert.Equal(Lines(empty), Lines(await call.ResponseHeadersAsync));
        Assert.Equal(Lines(empty), Lines(call.GetTrailers()));
    }

    [Fact]
    public async Task Goes_ahead_of_the_first_message_when_the_handler_asks_for_it()
    {
        var release = new TaskCompletionSource();
        await using var pair = await Pair.StartAsync(StringService.ServerStream(async (request, responses, call) =>
        {
            await call.WriteResponseHeadersAsync(new Metadata { { "early", "yes" } });
            await release.Task;
            await responses.WriteAsync(request);
        }));
        using var call = pair.Channel.ServerStream("", new CallOptions(deadline: Pair.Patience));

        Assert.Equal("yes", (await call.ResponseHeadersAsync).GetValue("early"));
        release.SetResult();
        Assert.True(await call.ResponseStream.MoveNext());
    }

    [Theory]
    [InlineData("ümlaut")]
    [InlineData("two\r\nlines: 1")]
    public async Task Refuses_a_text_value_that_HTTP_does_not_carry(string value)
    {
        await using var pair = await Pair.StartAsync(StringService.Unary((request, _) => Task.FromResult(request)));

        var failure = await Assert.ThrowsAsync<RpcException>(
            async () => await pair.Channel.Unary("", new CallOptions(new Metadata { { "text", value } }, Pair.Patience)));

        Assert.NotEqual(StatusCode.OK, failure.StatusCode);
        Assert.Empty(pair.Server.Logs.Lines);
    }

    [Fact]
    public async Task Goes_once()
    {
        await using var pair = await Pair.StartAsync(StringService.Unary(async (_, call) =>
        {
            await call.WriteResponseHeadersAsync(new Metadata { { "one", "1" } });
            var second = await Record.ExceptionAsync(() => call.WriteResponseHeadersAsync(new Metadata { { "two", "2" } }));
            return second?.GetType().Name ?? "sent twice";
        }));

        Assert.Equal(nameof(InvalidOperationException), await pair.Channel.Unary("", new CallOptions(deadline: Pair.Patience)));
    }

    [Fact]
    public async Task Does_not_show_what_belongs_to_the_protocol()
    {
        await using var pair = await Pair.StartAsync(StringService.Unary(
            (_, call) => Task.FromResult(string.Join(' ', call.RequestHeaders.Select(entry => entry.Key)))));

        var keys = await pair.Channel.Unary("", new CallOptions(new Metadata { { "mine", "1" } }, Pair.Patience));

        Assert.Contains("mine", keys, StringComparison.Ordinal);
        Assert.DoesNotContain("grpc-timeout", keys, StringComparison.Ordinal);
        Assert.DoesNotContain("grpc-accept-encoding", keys, StringComparison.Ordinal);
        Assert.DoesNotContain(":path", keys, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("white space")]
    [InlineData("ümlaut")]
    [InlineData("a:b")]
    public void Refuses_a_key_with_other_characters(string key) =>
        Assert.Throws<ArgumentException>(() => new Metadata.Entry(key, "value"));

    [Fact]
    public void Refuses_a_binary_value_under_a_text_key_and_the_reverse()
    {
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("text", [1]));
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("bytes-bin", "text"));
    }

    [Fact]
    public void Finds_keys_in_any_case_and_the_last_of_several()
    {
        var metadata = new Metadata { { "Key", "1" }, { "key", "2" } };

        Assert.Equal("2", metadata.GetValue("KEY"));
        Assert.Equal(["1", "2"], metadata.GetAll("key").Select(entry => entry.Value));
        Assert.Equal("1"u8.ToArray(), metadata[0].ValueBytes);
        Assert.Null(metadata.Get("other"));
    }

    private static async Task ComesOverWholeAsync(Func<(string Key, object Value)[], (string Key, object Value)[]> choose)
    {
        await using var pair = await Pair.StartAsync(StringService.Unary(async (request, call) =>
        {
            var own = new Metadata();
            foreach (var entry in call.RequestHeaders.Where(IsOurs))
            {
                own.Add(entry);
                call.ResponseTrailers.Add(entry);
            }

            await call.WriteResponseHeadersAsync(own);
            return request;
        }));

        Prop.ForAll(Entries.ArrayOf().ToArbitrary(), entries =>
        {
            var sent = Of(choose(entries));
            using var call = pair.Channel.Unary("", new CallOptions(sent, Pair.Patience));
            Wait.For(call.ResponseAsync);
            return Same(sent, Wait.For(call.ResponseHeadersAsync)) && Same(sent, call.GetTrailers());
        }).Check(Config.QuickThrowOnFailure.WithReplay(20260101UL, 1UL).WithMaxTest(200).WithEndSize(20));
    }

    private static bool IsOurs(Metadata.Entry entry) => entry.Key != "user-agent";

    private static Metadata Of(IEnumerable<(string Key, object Value)> entries)
    {
        var metadata = new Metadata();
        foreach (var (key, value) in entries)
        {
            if (value is byte[] bytes) metadata.Add(key, bytes);
            else metadata.Add(key, (string)value);
        }

        return metadata;
    }

    private static bool Same(Metadata expected, Metadata actual) => Lines(expected).SequenceEqual(Lines(actual.Where(IsOurs)));

    /// <summary>Per key in order: HTTP keeps the order within a name, not across names, and may join the values of a name.</summary>
    private static IEnumerable<string> Lines(IEnumerable<Metadata.Entry> entries) => entries
        .Where(entry => entry.Key is not ("date" or "server"))
        .GroupBy(entry => entry.Key, entry => entry.IsBinary ? Convert.ToHexString(entry.ValueBytes) : entry.Value)
        .Select(group => $"{group.Key}: {string.Join(", ", group)}")
        .Order(StringComparer.Ordinal);
}
