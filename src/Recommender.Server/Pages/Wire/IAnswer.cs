using System.Buffers;

namespace Recommender.Server.Pages.Wire;

/// <summary>An answer that is still in the memory it was made in, and writes itself into its call.</summary>
internal interface IAnswer
{
    /// <summary>Bytes that <see cref="Write"/> writes; asked before it, once.</summary>
    int Measure();

    /// <summary>Writes the message.</summary>
    void Write(IBufferWriter<byte> output);

    /// <summary>Gives the memory back; the answer is not to be touched again.</summary>
    void Release();
}
