namespace Recommender.Storage.Data;

/// <summary>What a record of the journal does. The numbers are on disk.</summary>
internal enum ChangeKind : byte
{
    PutMember = 1,
    UpdateMember = 2,
    DeleteMember = 3,
    PutTitle = 4,
    DeleteTitle = 5,

    /// <summary>No change: it fills the journal's file, so that what comes after lies in another. See <see cref="Change.Padding"/>.</summary>
    Padding = 6,
}
