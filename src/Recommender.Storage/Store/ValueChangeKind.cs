namespace Recommender.Storage.Store;

/// <summary>The kinds of change.</summary>
internal enum ValueChangeKind
{
    None,
    Delete,
    Write,
}
