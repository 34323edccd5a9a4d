using System.CommandLine;

namespace Recommender.Server.Options;

/// <summary>The flags of the program, one for each <see cref="Setting"/>.</summary>
public sealed class CommandLine
{
    private readonly Dictionary<Option<string>, Setting> _options = [];
    private readonly RootCommand _command = new("Serves recommendations over gRPC (HTTP/2 without TLS).");

    /// <summary>Makes the flags from <see cref="ServerSettings.All"/>.</summary>
    public CommandLine()
    {
        var defaults = new ServerOptions();
        foreach (var setting in ServerSettings.All)
        {
            var option = new Option<string>(setting.Flag)
            {
                HelpName = setting.Unit,
                Arity = setting.IsSwitch ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
                Description = $"{setting.Help} [default: {setting.Read(defaults)}; environment: {setting.Variable}]",
            };
            _options.Add(option, setting);
            _command.Options.Add(option);
        }
    }

    /// <summary>Takes the flags apart. Whether their values are allowed is judged later, together with the other sources.</summary>
    /// <param name="arguments">As given to the program.</param>
    public CommandLineResult Parse(IReadOnlyList<string> arguments)
    {
        var parsed = _command.Parse(arguments);
        var values = new Dictionary<string, string?>();
        foreach (var (option, setting) in _options)
        {
            if (parsed.GetResult(option) is not { Implicit: false } given) continue;
            if (given.Tokens is [var value]) values[setting.Key] = value.Value;
            else if (setting.IsSwitch) values[setting.Key] = "true";
        }

        // --help and --version answer by themselves and start nothing.
        var answersItself = parsed.Errors.Count == 0 && parsed.Action is not null;
        return new CommandLineResult(values, [.. parsed.Errors.Select(error => error.Message)], answersItself ? parsed : null);
    }
}
