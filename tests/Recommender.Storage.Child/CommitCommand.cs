using Recommender.Storage.Models;

namespace Recommender.Storage.Child;

/// <summary>Commits generation after generation until it is killed; says the number of each that is committed.</summary>
internal static class CommitCommand
{
    /// <summary>Elements of each vector, all of them the generation's number.</summary>
    private const int Length = 20_000;

    public static int Run(string path)
    {
        var models = new ModelFolder(path);
        while (true)
        {
            using var draft = models.Begin();
            var elements = new long[Length];
            elements.AsSpan().Fill(draft.Number);
            foreach (var name in (string[])["popularity", "recency", "trending"]) VectorFile.Save<long>(draft.PathOf(name), elements);
            draft.Commit();
            Console.WriteLine(draft.Number);
        }
    }
}
