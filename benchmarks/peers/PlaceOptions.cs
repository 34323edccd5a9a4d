using System.CommandLine;
using Recommender.Measuring;
using Recommender.Peers.Data;

namespace Recommender.Peers;

/// <summary>Where things lie that the program reads, and where it may work.</summary>
internal static class PlaceOptions
{
    private static readonly Option<DirectoryInfo> Data = new("--data") { DefaultValueFactory = _ => Checkout.Folder("..", "shared", "data"), Description = "Folder of the film data: movietweetings-100k, ml-latest-small, wikipedia-movies." };
    private static readonly Option<DirectoryInfo> Fashion = new("--fashion") { DefaultValueFactory = _ => new("/usr/share/datasets/fashion-mnist"), Description = "Folder of Debian's dataset-fashion-mnist." };
    private static readonly Option<DirectoryInfo> Work = new("--work") { DefaultValueFactory = _ => Checkout.Folder("artifacts", "peers"), Description = "Folder for arrays and indexes that are kept between runs; about 2 GB." };

    public static Option[] All { get; } = [Data, Fashion, Work];

    public static Places Read(ParseResult arguments) =>
        new(arguments.GetRequiredValue(Data), arguments.GetRequiredValue(Fashion), new WorkFolder(arguments.GetRequiredValue(Work)));

    /// <summary>Where things are to be seen to work without the film data, which a fresh clone has not; where CI is, it must be there.</summary>
    public static Places ReadForDryRun(ParseResult arguments)
    {
        var places = Read(arguments);
        if (places.Films!.Exists || Environment.GetEnvironmentVariable("CI") == "true") return places;

        Console.Error.WriteLine($"{places.Films.FullName} is absent: made-up rows stand in for trained ones");
        return places with { Films = null };
    }
}
