using Microsoft.Extensions.Configuration;
using Recommender.Server.Members.Events;
using Recommender.Server.Options;

namespace Recommender.Server.Tests.Options;

public sealed class OptionsReaderTests
{
    private static (ServerOptions Options, IReadOnlyList<string> Errors) Read(params (string Name, string? Value)[] values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(pair => KeyValuePair.Create($"Server:{pair.Name}", pair.Value)))
            .Build();
        var options = OptionsReader.Read(configuration, out var errors);
        return (options, errors);
    }

    [Fact]
    public void Gives_the_defaults_of_the_record_for_what_is_not_set()
    {
        var (options, errors) = Read(("Demo", "true"));

        Assert.Empty(errors);
        Assert.Equal(new ServerOptions { Demo = true }, options);
    }

    [Fact]
    public void Refuses_to_serve_nothing_and_says_what_can_be_served()
    {
        Assert.Equal("nothing to serve; give --demo to look at a sample world, or --data and --model to serve your own", Assert.Single(Read().Errors));
        Assert.Equal(2, Read(("Port", "-1")).Errors.Count);
    }

    [Theory]
    [InlineData("Model (--model) is missing; `recommender train films --out model` makes one, which --model model serves", "Data", "films")]
    [InlineData("Data (--data) is missing; give the folder that `recommender import` made, or an empty one to put titles into", "Model", "model")]
    [InlineData("Model (--model) is 'model' together with Demo (--demo); the sample world has a model of its own: give one of them", "Model", "model", "Demo", "true")]
    public void Refuses_what_is_half_said_about_what_to_serve(string error, params string[] said)
    {
        var (_, errors) = Read([.. said.Chunk(2).Select(pair => (pair[0], (string?)pair[1]))]);

        Assert.Equal(error, Assert.Single(errors));
    }

    [Fact]
    public void A_folder_that_is_refused_is_not_called_missing()
    {
        var (_, errors) = Read(("Data", " "), ("Model", "model"));

        Assert.Equal("Data (--data) is ' '; allowed: the path of a folder", Assert.Single(errors));
    }

    [Theory]
    [InlineData("play")]
    [InlineData("play=11")]
    [InlineData("play=NaN")]
    [InlineData("clap=1")]
    public void Refuses_strengths_that_are_none_and_names_all_that_are(string text)
    {
        var error = Assert.Single(Read(("Demo", "true"), ("EventStrengths", text)).Errors);

        Assert.StartsWith($"EventStrengths (--event-strengths) is '{text}'; allowed: a list such as play=0.2,hide=-1 of play (-10 to 10), ", error, StringComparison.Ordinal);
        Assert.Contains("half-life-days (1 to 3650)", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TRUE", true)]
    [InlineData("false", false)]
    public void Reads_a_switch(string text, bool demo)
    {
        Assert.Equal(demo, Read(("Demo", text), ("Data", "films")).Options.Demo);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("yes")]
    public void Refuses_a_switch_that_is_neither_true_nor_false(string text)
    {
        Assert.Equal($"Demo (--demo) is '{text}'; allowed: true or false", Assert.Single(Read(("Demo", text)).Errors));
    }

    [Fact]
    public void Reads_every_option()
    {
        var (options, errors) = Read(
            ("Address", "::1"), ("Port", "1"), ("MaxReceiveBytes", "2"), ("MaxSendBytes", "3"), ("MaxStreamsPerConnection", "4"),
            ("KeepAlivePingDelaySeconds", "5"), ("KeepAlivePingTimeoutSeconds", "6"), ("DrainSeconds", "7"), ("Data", "films"), ("Model", "model"),
            ("DemoTitles", "10"), ("DemoMembers", "11"), ("DemoArtworks", "12"), ("MemberMemoryBytes", "10000000000"), ("ExpectedMembers", "13"),
            ("TitleMemoryBytes", "20000000000"), ("ExpectedTitles", "14"), ("InvertedFileFrom", "15"), ("Demo", "false"),
            ("EventFutureSeconds", "16"), ("EventPastDays", "17"), ("EventStrengths", "play=0.25, hide=-2,half-life-days=18"),
            ("CompactionPauseMinutes", "19"), ("CompactionSpareBytes", "3000000000"));

        Assert.Empty(errors);
        Assert.Equal(
            new ServerOptions
            {
                Address = "::1",
                Port = 1,
                MaxReceiveBytes = 2,
                MaxSendBytes = 3,
                MaxStreamsPerConnection = 4,
                KeepAlivePingDelaySeconds = 5,
                KeepAlivePingTimeoutSeconds = 6,
                DrainSeconds = 7,
                EventFutureSeconds = 16,
                EventPastDays = 17,
                EventStrengths = new EventStrengths { Play = 0.25f, Hide = -2, HalfLifeDays = 18 },
                CompactionPauseMinutes = 19,
                CompactionSpareBytes = 3_000_000_000,
                Data = "films",
                Model = "model",
                DemoTitles = 10,
                DemoMembers = 11,
                DemoArtworks = 12,
                MemberMemoryBytes = 10_000_000_000,
                ExpectedMembers = 13,
                TitleMemoryBytes = 20_000_000_000,
                ExpectedTitles = 14,
                InvertedFileFrom = 15,
            },
            options);
    }

    [Fact]
    public void Tells_all_errors_at_once_each_with_name_value_and_what_is_allowed()
    {
        var (_, errors) = Read(("Demo", "true"), ("Port", "70000"), ("Address", "example"), ("DrainSeconds", "soon"), ("MaxSendBytes", "-1"));

        Assert.Equal(
            [
                "Address (--address) is 'example'; allowed: an IP address such as 127.0.0.1, 0.0.0.0 or ::1",
                "DrainSeconds (--drain-seconds) is 'soon'; allowed: a whole number from 0 to 86400",
                "MaxSendBytes (--max-send-bytes) is '-1'; allowed: a whole number from 1 to 2147483647",
                "Port (--port) is '70000'; allowed: a whole number from 0 to 65535",
            ],
            errors.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Refuses_a_name_that_is_no_option()
    {
        var (_, errors) = Read(("Demo", "true"), ("Prot", "5081"));

        Assert.StartsWith("Server:Prot is not an option; allowed: Demo, Data, Model, ", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" 5080")]
    [InlineData("5,080")]
    [InlineData("0x10")]
    [InlineData("5080.0")]
    [InlineData("99999999999999999999")]
    public void Refuses_a_number_that_is_not_plain(string port)
    {
        Assert.Single(Read(("Demo", "true"), ("Port", port)).Errors);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1:5080")]
    public void Refuses_an_address_that_is_no_ip_address(string address)
    {
        Assert.Single(Read(("Demo", "true"), ("Address", address)).Errors);
    }
}
