using System.CommandLine;
using Google.Protobuf;
using Recommender.Cli.Inspect;
using Recommender.Cli.Serving;
using Recommender.V1;

namespace Recommender.Cli.Portrait;

/// <summary><c>recommender member</c>.</summary>
internal static class PortraitCommand
{
    public static Command Create()
    {
        var members = new Argument<string[]>("member") { Arity = ArgumentArity.OneOrMore, Description = "Ids of members." };
        var address = new Option<string>("--address") { HelpName = "address", DefaultValueFactory = _ => ServerCalls.UsualAddress, Description = "Where the server listens." };
        var json = new Option<bool>("--json") { Description = "Write JSON in place of tables: one line for each member." };
        var command = new Command("member", "Shows what a running server knows of members, in words: communities, tags, personas, and what each did with which titles.");
        command.Arguments.Add(members);
        command.Options.Add(address);
        command.Options.Add(json);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var server = new ServerCalls(parsed.GetValue(address)!);
            var client = new MemberService.MemberServiceClient(server.Channel);
            var output = parsed.InvocationConfiguration.Output;
            var console = Tables.Console(output);
            foreach (var member in parsed.GetRequiredValue(members))
            {
                var request = new GetMemberRequest { MemberId = member };
                var response = await server.AskAsync(member, async () => await client.GetMemberAsync(request, deadline: ServerCalls.Deadline, cancellationToken: cancellation), cancellation);
                if (parsed.GetValue(json)) await output.WriteLineAsync(JsonFormatter.Default.Format(response.Member));
                else PortraitView.Show(console, response.Member);
            }

            return 0;
        });
        return command;
    }
}
