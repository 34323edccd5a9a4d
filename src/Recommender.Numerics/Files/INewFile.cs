namespace Recommender.Numerics.Files;

/// <summary>A file that is being written.</summary>
internal interface INewFile : IDisposable
{
    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Returns when all that was written is on disk.</summary>
    void Flush();
}
