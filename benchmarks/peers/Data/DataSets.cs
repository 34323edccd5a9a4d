using Recommender.Peers.Training;

namespace Recommender.Peers.Data;

/// <summary>The sets by name.</summary>
internal sealed class DataSets(Places places, Sizes sizes)
{
    public static readonly string[] Names = ["trained", "million", "fashion"];

    public DataSet Named(string name) => name switch
    {
        "trained" => Trained(),
        "million" => Million(sizes.Million),
        "fashion" => Fashion(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, $"no such set; there are {string.Join(", ", Names)}"),
    };

    public DataSet Trained() => places.Films is { } films
        ? TrainedSet.Get(films, places.Work, sizes.Trained, sizes.Queries, new AlsOptions())
        : Million(sizes.Trained);

    /// <summary>The made-up catalogue at a size; a smaller one is the beginning of a larger one.</summary>
    public DataSet Million(int rows) => MillionSet.Get(places.Work, rows, sizes.Queries);

    public DataSet Fashion() => FashionSet.Get(places.Fashion, places.Work, sizes.Fashion, sizes.FashionQueries);
}
