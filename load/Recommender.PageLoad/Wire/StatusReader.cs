using Recommender.TestKit.Http2;

namespace Recommender.PageLoad.Wire;

/// <summary>Finds a call's status in its last header block. One thread at a time.</summary>
/// <remarks>The peer was told to keep no table, so a block stands for itself, and one that was good before is good again.</remarks>
internal sealed class StatusReader
{
    private byte[] _good = [];

    /// <summary>What went wrong, in words; null where the status is OK.</summary>
    public string? Failure(ReadOnlySpan<byte> block)
    {
        if (block.SequenceEqual(_good)) return null;
        var fields = new HeaderDecoder().Decode(block);
        var status = fields.FirstOrDefault(static field => field.Name == "grpc-status").Value;
        if (status == "0")
        {
            _good = block.ToArray();
            return null;
        }

        return $"grpc-status {status ?? "is missing"}: {fields.FirstOrDefault(static field => field.Name == "grpc-message").Value ?? "no message"}";
    }
}
