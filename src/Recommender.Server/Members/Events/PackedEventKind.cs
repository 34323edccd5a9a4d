namespace Recommender.Server.Members.Events;

/// <summary>What happened, in one byte: the numbers of <see cref="V1.EventKind"/>, which are on disk.</summary>
#pragma warning disable CA1028
internal enum PackedEventKind : byte
#pragma warning restore CA1028
{
    None = 0,
    Impression = 1,
    Play = 2,
    Progress = 3,
    Pause = 4,
    SeekBack = 5,
    SeekForward = 6,
    Stop = 7,
    Complete = 8,
    Abandon = 9,
    ThumbsUp = 10,
    ThumbsDown = 11,
    ClearThumbs = 12,
    Hide = 13,
    Unhide = 14,
    AddToList = 15,
    RemoveFromList = 16,
    Search = 17,
    Select = 18,
    ArtworkView = 19,
    TrailerView = 20,
}
