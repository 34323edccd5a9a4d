namespace Recommender.Storage.Child;

/// <summary>What a step does.</summary>
internal enum DataStepKind
{
    PutMember,
    Event,
    DeleteMember,
    PutTitle,
    DeleteTitle,
}
