using Recommender.Learning.Data;
using Recommender.Learning.Wording;

namespace Recommender.Learning.MicroGenres;

/// <summary>Finds micro-genres: frequent combinations of tags that say something, named as a person would.</summary>
public static class MicroGenreMiner
{
    /// <summary>Mines a dataset's tags.</summary>
    /// <param name="dataset">Titles with tags; interactions only decide the order of titles that fit equally well.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>Best first; empty where tags are too few. The caller owns it.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <remarks>Time in proportion to the titles of all frequent combinations, by the tags of a title. The same dataset and options give the same micro-genres.</remarks>
    public static MicroGenreSet Mine(Dataset dataset, MicroGenreOptions? options = null, CancellationToken cancellation = default) =>
        Mine(dataset, options ?? new MicroGenreOptions(), Words.Default, cancellation);

    internal static MicroGenreSet Mine(Dataset dataset, MicroGenreOptions options, Words words, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        options.Check();

        var terms = TitleTerms.Of(dataset, words);
        var frequent = new FrequentTerms(terms, options);
        var combinations = frequent.Find(cancellation);
        var interest = new Interest(frequent, terms, options);
        (Combination, double Worth)[] candidates = [.. combinations.Select(found => (found, interest.Of(found))).Where(static pair => pair.Item2 > 0)];
        var chosen = new Selection(terms, options).Choose(candidates);
        return new MicroGenreWriting(dataset, terms, options).Write(chosen, interest);
    }
}
