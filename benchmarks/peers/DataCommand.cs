using System.CommandLine;
using Recommender.Peers.Data;

namespace Recommender.Peers;

/// <summary>Writes one data set as .npy files, for anyone's use.</summary>
internal static class DataCommand
{
    private static readonly Option<string> Set = new("--set") { Required = true, Description = "Which: trained, million or fashion." };
    private static readonly Option<DirectoryInfo> Out = new("--out") { Required = true, Description = "Folder for SET_rows.npy and SET_queries.npy." };

    private static readonly Option<int> Rows = new("--rows") { DefaultValueFactory = _ => Sizes.Full.Million, Description = "Rows of the set million, the beginning of which is the same at any size." };

    public static Command Create()
    {
        var command = new Command("data", "Write the rows and queries of one data set as fp32 .npy files.") { Set, Out, Rows };
        foreach (var option in PlaceOptions.All) command.Options.Add(option);
        Set.AcceptOnlyFromAmong(DataSets.Names);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var sets = new DataSets(PlaceOptions.Read(arguments), Sizes.Full with { Million = arguments.GetValue(Rows) });
        using var set = sets.Named(arguments.GetRequiredValue(Set));
        var (folder, name) = (arguments.GetRequiredValue(Out), arguments.GetRequiredValue(Set));
        folder.Create();
        NpyFile.Write(Path.Combine(folder.FullName, $"{name}_rows.npy"), set.Rows, set.Rows.Rows);
        NpyFile.Write(Path.Combine(folder.FullName, $"{name}_queries.npy"), set.Queries, set.Queries.Rows);
        Console.WriteLine($"{name}: {set.Rows.Rows:N0} rows and {set.Queries.Rows:N0} queries of {set.Rows.Dimension} elements in {folder.FullName}");
        Console.WriteLine(set.About);
        Console.WriteLine(Portrait.Of(set));
        return 0;
    }
}
