using Recommender.Server.Options;

namespace Recommender.Server.Tests.Options;

public sealed class CommandLineTests
{
    // Of these each option allows one, and none is a default.
    private static readonly string[] Values =
    [
        "true", "::1", "11", "8000000", "80000000",
        "play=0.25,completion=0.6,complete=0.1,abandon-early=-0.5,abandon-late=-0.2,early-seconds=60,thumbs-up=0.5,thumbs-down=-1.5,hide=-1,list=0.2,select=0.05,artwork-view=0,trailer-view=0.05,least=0.1,half-life-days=30",
    ];

    [Fact]
    public void Has_a_flag_for_every_option()
    {
        var properties = typeof(ServerOptions).GetProperties().Select(property => property.Name).Order();

        Assert.Equal(properties, ServerSettings.All.Select(setting => setting.Name).Order());
    }

    [Fact]
    public void Sets_each_option_by_its_own_flag_only()
    {
        foreach (var setting in ServerSettings.All)
        {
            var value = Values.First(value => setting.Apply(new ServerOptions(), value) is not null);
            var parsed = new CommandLine().Parse([setting.Flag, value]);

            Assert.Empty(parsed.Errors);
            Assert.Equal([KeyValuePair.Create<string, string?>(setting.Key, value)], parsed.Values);
            var changed = setting.Apply(new ServerOptions(), value);
            Assert.NotNull(changed);
            Assert.Equal(value, setting.Read(changed));
            Assert.All(
                ServerSettings.All.Where(other => other != setting),
                other => Assert.Equal(other.Read(new ServerOptions()), other.Read(changed)));
        }
    }

    [Theory]
    [InlineData("--port", "5081")]
    [InlineData("--port=5081")]
    public void Takes_a_value_after_a_space_or_an_equals_sign(params string[] arguments)
    {
        Assert.Equal("5081", new CommandLine().Parse(arguments).Values["Server:Port"]);
    }

    [Theory]
    [InlineData("true", "--demo")]
    [InlineData("true", "--demo", "--port", "1")]
    [InlineData("false", "--demo", "false")]
    [InlineData("false", "--demo=false")]
    [InlineData(null, "--port", "1")]
    public void A_switch_needs_no_value(string? value, params string[] arguments)
    {
        var parsed = new CommandLine().Parse(arguments);

        Assert.Empty(parsed.Errors);
        Assert.Equal(value, parsed.Values.GetValueOrDefault("Server:Demo"));
    }

    [Fact]
    public void Tells_of_every_argument_that_it_does_not_know()
    {
        var parsed = new CommandLine().Parse(["--prot", "5081", "--port"]);

        Assert.Contains(parsed.Errors, error => error.Contains("--prot", StringComparison.Ordinal));
        Assert.Contains(parsed.Errors, error => error.Contains("--port", StringComparison.Ordinal));
    }
}
