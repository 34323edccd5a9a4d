using Recommender.Learning.Data;
using Recommender.Learning.Tests.MicroGenres;
using Recommender.Numerics;

namespace Recommender.Learning.Tests.Communities;

/// <summary>Members of a few tastes: each lies near the axis of its taste and chooses titles of that taste, and some that all choose.</summary>
internal sealed class PlantedTastes : IDisposable
{
    public const int Tastes = 4;
    public const int Dimension = 8;

    private const int TitlesEach = 20;

    private static readonly string[] Tags = ["genre:Crime;mood:Gritty;era:1970s", "genre:Romance;genre:Comedy;era:1990s", "genre:Documentary;theme:Food", "genre:Horror;place:Japan"];

    public PlantedTastes(int membersEach, int seed)
    {
        var random = new Random(seed);
        Members = new AlignedMatrix<float>(Tastes * membersEach, Dimension);
        var chosen = new int[Members.Rows][];
        for (var member = 0; member < chosen.Length; member++)
        {
            var row = Members.Writable(member);
            for (var i = 0; i < Dimension; i++) row[i] = 0.2f * (float)(random.NextDouble() - 0.5);
            row[member % Tastes] += 1;
            chosen[member] = [.. Enumerable.Range(0, 8).Select(_ => TitlesEach * (member % Tastes) + random.Next(TitlesEach)), .. Enumerable.Range(0, 4).Select(_ => TitlesEach * Tastes + random.Next(TitlesEach))];
            chosen[member] = [.. chosen[member].Distinct()];
        }

        var titles = Tags.SelectMany(static tags => MadeCatalogue.Times(TitlesEach, tags)).Concat(MadeCatalogue.Times(TitlesEach, "genre:Drama"));
        Dataset = MadeCatalogue.Of(titles, chosen);
    }

    /// <summary>Shape (members, d); member m is of taste m mod 4.</summary>
    public AlignedMatrix<float> Members { get; }

    /// <summary>Titles 20·t to 20·t + 19 are of taste t, the last twenty of none.</summary>
    public Dataset Dataset { get; }

    public static int TasteOfTitle(int title) => title / TitlesEach;

    public void Dispose() => Members.Dispose();
}
