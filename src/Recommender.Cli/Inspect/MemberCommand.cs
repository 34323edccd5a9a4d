using System.CommandLine;
using Recommender.Learning.Data;
using Spectre.Console;

namespace Recommender.Cli.Inspect;

/// <summary><c>recommender inspect member</c>.</summary>
internal static class MemberCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "The member's id, as the dataset has it." };
        var command = new Command("member", "A member's portrait: what was chosen last, the communities, personas and tags, and the micro-genres that suit.");
        command.Arguments.Add(id);
        new InspectFlags().SetAction(command, (parsed, model, most) => Find(model, parsed.GetRequiredValue(id), most), Show);
        return command;
    }

    internal static MemberReport Find(InspectedModel model, string id, int most)
    {
        if (!model.Dataset.Members.TryFind(id, out var row)) throw new InvalidDataException($"there is no member '{id}' in the dataset");
        var history = model.Dataset.Interactions[row];
        var (tags, affinities) = Affinities(model.Dataset, history);
        var communities = Communities(model, row);
        var latest = new List<TitleLine>();
        for (var i = history.Count - 1; i >= 0 && latest.Count < most; i--) latest.Add(model.Title(history.Titles[i], history.Values[i]));
        return new MemberReport(
            id, history.Count, latest, communities, Personas(model, tags, affinities),
            [.. tags.Zip(affinities, model.Tag).OrderByDescending(static tag => tag.Lift).Take(most)],
            MicroGenres(model, communities, most));
    }

    // How often the member chose titles with each tag, as a part of all titles chosen.
    private static (int[] Tags, float[] Affinities) Affinities(Dataset dataset, MemberHistory history)
    {
        var sums = new SortedDictionary<int, float>();
        foreach (var title in history.Titles)
            foreach (var (tag, weight) in dataset.Titles[title].Tags) sums[tag] = sums.GetValueOrDefault(tag) + weight / history.Count;
        return ([.. sums.Keys], [.. sums.Values]);
    }

    private static RowLine[] Communities(InspectedModel model, int member)
    {
        var communities = model.Tastes.Communities;
        var (rows, weights) = (new int[communities.Memberships], new float[communities.Memberships]);
        var count = communities.Assign(model.Model.Members[member], rows, weights);
        return [.. Enumerable.Range(0, count).Select(i => new RowLine(rows[i], communities.Description(rows[i]), weights[i]))];
    }

    private static RowLine[] Personas(InspectedModel model, int[] tags, float[] affinities)
    {
        var personas = model.Tastes.Personas;
        var weights = new float[personas.Count];
        personas.Assign(tags, affinities, weights);
        return [.. weights.Select((weight, row) => new RowLine(row, personas.Name(row), weight)).OrderByDescending(static line => line.Weight)];
    }

    // What suits the communities, by how much the member belongs to each.
    private static RowLine[] MicroGenres(InspectedModel model, RowLine[] communities, int most)
    {
        var (matches, sums) = (model.Tastes.Matches, new SortedDictionary<int, float>());
        foreach (var (community, _, weight) in communities)
        {
            var own = matches.MicroGenres(community);
            for (var i = 0; i < own.Length; i++) sums[own[i]] = sums.GetValueOrDefault(own[i]) + weight * matches.Affinities(community)[i];
        }

        return [.. sums.Select(pair => new RowLine(pair.Key, model.Tastes.MicroGenres.Name(pair.Key), pair.Value)).OrderByDescending(static line => line.Weight).Take(most)];
    }

    private static void Show(IAnsiConsole console, MemberReport report)
    {
        console.Write(new Text($"member {report.Id}, {report.Titles} titles\n"));
        Tables.Titles(console, "Chosen last", "value", report.Latest);
        Tables.Rows(console, "Communities", "community", "weight", report.Communities);
        Tables.Rows(console, "Personas", "persona", "weight", report.Personas);
        Tables.Write(console, "Tags", ["group", "tag", "part of titles"], report.Tags.Select(static tag => (string[])[tag.Group, tag.Name, Tables.Number(tag.Lift)]));
        Tables.Rows(console, "Micro-genres that suit", "micro-genre", "affinity", report.MicroGenres);
    }
}
