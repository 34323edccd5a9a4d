namespace Recommender.Storage.Folders;

/// <summary>A data folder has an owner already.</summary>
#pragma warning disable RCS1194 // It always says which folder and whose.
public sealed class DataFolderInUseException : IOException
#pragma warning restore RCS1194
{
    internal DataFolderInUseException(string path, FolderOwner? owner)
        : base($"data folder '{path}' is in use by {owner?.ToString() ?? "a process that has not said which"}; a data folder has one owner at a time") =>
        (FolderPath, Owner) = (path, owner);

    /// <summary>The folder.</summary>
    public string FolderPath { get; }

    /// <summary>Who owns it; null in the moment between taking it and saying so.</summary>
    public FolderOwner? Owner { get; }
}
