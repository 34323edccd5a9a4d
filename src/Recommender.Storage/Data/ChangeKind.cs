namespace Recommender.Storage.Data;

/// <summary>What a record of the journal does. The numbers are on disk.</summary>
internal enum ChangeKind : byte
{
    PutMember = 1,
    UpdateMember = 2,
    DeleteMember = 3,
    PutTitle = 4,
    DeleteTitle = 5,
}
