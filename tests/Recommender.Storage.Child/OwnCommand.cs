using Recommender.Storage.Folders;

namespace Recommender.Storage.Child;

/// <summary>Owns a data folder until a line or the end of its input; says 'owned' or why not.</summary>
internal static class OwnCommand
{
    public static int Run(string path)
    {
        try
        {
            using var folder = DataFolder.Own(path);
            Console.WriteLine("owned");
            Console.ReadLine();
            return 0;
        }
        catch (DataFolderInUseException refused)
        {
            Console.WriteLine(refused.Message);
            Console.ReadLine();   // so that all of those who ask are there at the same time
            return 1;
        }
    }
}
