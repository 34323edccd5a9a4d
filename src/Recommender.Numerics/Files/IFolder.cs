namespace Recommender.Numerics.Files;

/// <summary>The steps by which a file is replaced. A seam: tests stop between any two and look at what a power cut leaves.</summary>
internal interface IFolder
{
    /// <summary>Makes a file that is not there yet and owns it until it is disposed of.</summary>
    INewFile Create(string name);

    /// <summary>Gives a file another name, in place of what bears that name already.</summary>
    void Replace(string from, string to);

    /// <summary>Returns when the names are on disk.</summary>
    void Flush();

    void Delete(string name);

    /// <summary>Deletes the files with such names that nobody owns any more.</summary>
    void DeleteAbandoned(string prefix, string suffix);
}
