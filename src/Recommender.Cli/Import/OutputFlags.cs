using System.CommandLine;

namespace Recommender.Cli.Import;

/// <summary>Where an import goes, and what it does when something is in its way.</summary>
internal sealed class OutputFlags
{
    private readonly Option<string> _out;
    private readonly Option<bool> _replace = new("--replace") { Description = "Replace what is there; it stays until the new one is whole. Without this, --out must not exist." };
    private readonly Option<bool> _strict = new("--strict") { Description = "End at the first line that is refused, and write nothing." };

    public OutputFlags(string help)
    {
        _out = new("--out", "-o") { Required = true, HelpName = "path", Description = help };
        _out.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>())) result.AddError("--out is empty; needed is a path");
        });
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_out);
        command.Options.Add(_replace);
        command.Options.Add(_strict);
    }

    public string Path(ParseResult parsed) => parsed.GetRequiredValue(_out);

    public bool Replaces(ParseResult parsed) => parsed.GetValue(_replace);

    public bool IsStrict(ParseResult parsed) => parsed.GetValue(_strict);
}
