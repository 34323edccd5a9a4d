namespace Recommender.Storage.Store;

/// <summary>How a log is divided. No record crosses a page, so a log is read as it was written, whatever the memory budget is by then.</summary>
/// <param name="PageBits">log₂ of the bytes of a page.</param>
/// <param name="SegmentBits">log₂ of the bytes of a file.</param>
internal sealed record LogLayout(int PageBits, int SegmentBits);
