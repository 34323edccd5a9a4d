using System.Security.Cryptography;
using System.Text;
using Recommender.Numerics;
using Recommender.Peers.Training;

namespace Recommender.Peers.Data;

/// <summary>Vectors of films, learnt from public ratings, tags and casts; the queries are vectors of members.</summary>
internal static class TrainedSet
{
    private const int Version = 1;   // of the code that reads and learns: a change of it is a change of the vectors

    /// <summary>Makes the set, or reads it if these inputs and settings made it before.</summary>
    /// <param name="data">The folder of the film data.</param>
    /// <param name="work">Where it is kept.</param>
    /// <param name="rows">Films, those with the most contexts.</param>
    /// <param name="queries">Members, drawn from those who rated at least five of the films.</param>
    /// <param name="options">How to learn.</param>
    public static DataSet Get(DirectoryInfo data, WorkFolder work, int rows, int queries, AlsOptions options)
    {
        FilmSources.RefuseAbsent(data);
        var key = $"trained_{rows}x{options.Dimension}_{HashOf(data, $"{Version} {rows} {queries} {options}")}";
        return work.Keep($"{rows:N0} trained", key, () => Make(FilmSources.Read(data), rows, queries, options));
    }

    private static MadeSet Make(FilmContexts contexts, int rows, int queries, AlsOptions options)
    {
        var films = contexts.MostConnected(rows);
        var held = HeldOutRatings.Draw(films, contexts.Of(ContextKind.Member), queries, options.Seed);
        var seen = films.Without(held.Cells);
        var als = new ImplicitAls(seen, options);
        als.Train();
        var about = $"{rows:N0} films of {contexts.Films:N0} by {films.ColumnCount:N0} contexts (members, tags, genres, casts, decades; {films.Values.Length:N0} cells), "
            + $"implicit ALS; queries are members. {held.Judge(seen, als)}";
        return new MadeSet(Matrix(als.Films), Matrix([.. held.Members.Select(member => als.Contexts[member])]), about);
    }

    private static AlignedMatrix<float> Matrix(float[][] vectors)
    {
        var matrix = new AlignedMatrix<float>(vectors.Length, vectors[0].Length);
        for (var row = 0; row < vectors.Length; row++) vectors[row].CopyTo(matrix.Writable(row));
        return matrix;
    }

    private static string HashOf(DirectoryInfo data, string settings)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(settings));
        foreach (var file in FilmSources.Files) hash.AppendData(SHA256.HashData(File.ReadAllBytes(Path.Combine(data.FullName, file))));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
