using System.CommandLine;
using Recommender.Cli.Inspect;
using Recommender.Cli.Serving;

namespace Recommender.Cli.Page;

/// <summary><c>recommender page</c>.</summary>
internal static class PageCommand
{
    public static Command Create()
    {
        var members = new Argument<string[]>("member") { Arity = ArgumentArity.OneOrMore, Description = "Ids of members; one that nobody knows gets a stranger's page." };
        var address = new Option<string>("--address") { HelpName = "address", DefaultValueFactory = _ => ServerCalls.UsualAddress, Description = "Where the server listens." };
        var json = new Option<bool>("--json") { Description = "Write JSON in place of tables: one line for each page." };
        var flags = new PageFlags();
        var command = new Command("page", "Shows members' pages as a running server makes them: rows, titles, and the artwork chosen for each with what it depicts.");
        command.Arguments.Add(members);
        command.Options.Add(address);
        command.Options.Add(json);
        flags.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var server = new ServerCalls(parsed.GetValue(address)!);
            var client = new PageClient(server);
            var output = parsed.InvocationConfiguration.Output;
            var console = Tables.Console(output);
            foreach (var member in parsed.GetRequiredValue(members))
            {
                var page = await client.GetAsync(flags.Request(parsed, member), cancellation);
                if (parsed.GetValue(json)) await output.WriteLineAsync(PageJson.Of(page));
                else PageView.Show(console, page);
            }

            return 0;
        });
        return command;
    }
}
