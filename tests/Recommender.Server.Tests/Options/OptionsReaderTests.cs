using Microsoft.Extensions.Configuration;
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
    public void Gives_the_defaults_of_the_record_when_nothing_is_set()
    {
        var (options, errors) = Read();

        Assert.Empty(errors);
        Assert.Equal(new ServerOptions(), options);
    }

    [Fact]
    public void Reads_every_option()
    {
        var (options, errors) = Read(
            ("Address", "::1"), ("Port", "1"), ("MaxReceiveBytes", "2"), ("MaxSendBytes", "3"), ("MaxStreamsPerConnection", "4"),
            ("KeepAlivePingDelaySeconds", "5"), ("KeepAlivePingTimeoutSeconds", "6"), ("DrainSeconds", "7"));

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
            },
            options);
    }

    [Fact]
    public void Tells_all_errors_at_once_each_with_name_value_and_what_is_allowed()
    {
        var (_, errors) = Read(("Port", "70000"), ("Address", "example"), ("DrainSeconds", "soon"), ("MaxSendBytes", "-1"));

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
        var (_, errors) = Read(("Prot", "5081"));

        Assert.StartsWith("Server:Prot is not an option; allowed: Address, Port, ", Assert.Single(errors), StringComparison.Ordinal);
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
        Assert.Single(Read(("Port", port)).Errors);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1:5080")]
    public void Refuses_an_address_that_is_no_ip_address(string address)
    {
        Assert.Single(Read(("Address", address)).Errors);
    }
}
