using System.CommandLine;
using System.Text;
using Recommender.Measuring;

namespace Recommender.PolicyFigures;

/// <summary>Makes the figures, prints the report and, unless dry, writes it to the results.</summary>
internal static class RunCommand
{
    private static readonly Option<bool> Dry = new("--dry") { Description = "Only see that everything works: few worlds, nothing written." };
    private static readonly Option<int> Worlds = new("--worlds") { DefaultValueFactory = _ => 1000, Description = "Made-up worlds of each kind." };
    private static readonly Option<DirectoryInfo> Data = new("--data") { DefaultValueFactory = _ => RealData.Folder, Description = "Folder of the public log: open-bandit-men." };
    private static readonly Option<DirectoryInfo> Results = new("--results") { DefaultValueFactory = _ => Checkout.Results, Description = "Folder for the report." };

    public static Command Create()
    {
        var command = new Command("run", "Make worlds with known truth, judge their policies, and see whether the intervals hold what they promise.");
        foreach (var option in (Option[])[Dry, Worlds, Data, Results]) command.Options.Add(option);
        command.SetAction((arguments, _) => RunAsync(arguments));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments)
    {
        var isDry = arguments.GetValue(Dry);
        var worlds = isDry ? 4 : arguments.GetValue(Worlds);
        var bandit = Path.Combine(arguments.GetRequiredValue(Data).FullName, "open-bandit-men");
        var kinds = WorldKind.All.Select(kind => (kind, WorldFigures.Of(kind, worlds))).ToArray();
        var bandits = Directory.Exists(bandit) ? BanditFigures.Read(bandit, new() { Resamples = isDry ? 50 : 2000 }) : [];
        var (world, impressions) = (new ArtworkWorld(isDry ? 20 : 300, 8, seed: 1), isDry ? 20 : 500);
        var artworks = ArtworkFigures.Policies(world).Select(policy => ArtworkFigures.Of(world, policy, impressions, seed: 2)).ToArray();

        var machine = Machine.Here();
        var text = new StringBuilder($"""
            # Estimates of policies

            {machine.Processor}, {machine.Cores} cores, {machine.Kernel}, {machine.Runtime}

            Command: `dotnet run -c Release --project benchmarks/Recommender.PolicyFigures -- run`


            """);
        Chapters.Worlds(text, kinds, worlds);
        Chapters.Bandits(text, bandits);
        Chapters.Artworks(text, world, artworks, impressions);
        await Console.Out.WriteLineAsync(text.ToString());
        if (isDry) return 0;   // a few worlds judge nothing
        if (bandits.Count == 0) throw new InvalidDataException($"there is no folder '{bandit}', so the report is not whole and is not written; name the folder above it with --data");

        var file = Path.Combine(arguments.GetRequiredValue(Results).FullName, machine.Slug, "policies.md");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text.ToString());
        return Chapters.IsReached(kinds) && ArtworkFigures.IsReached(artworks) ? 0 : 1;
    }
}
