using System.Text;

namespace Recommender.Grpc.Hostile.Mutations;

/// <summary>Bytes that a protobuf parser must refuse or survive.</summary>
internal static class OddProtobuf
{
    private const byte PayloadTag = 0x0a;   // field 1, length-delimited
    private const byte StatusTag = 0x12;    // field 2, length-delimited
    private const byte DelayTag = 0x18;     // field 3, varint
    private const byte FaultTag = 0x2a;     // field 5, length-delimited

    public static IReadOnlyList<byte[]> All { get; } =
    [
        [PayloadTag],
        [PayloadTag, 5, 1, 2],
        [PayloadTag, 0xff, 0xff, 0xff, 0xff, 0x07],
        [PayloadTag, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
        [PayloadTag, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
        [DelayTag, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
        [DelayTag, 0xff],
        [0x00],
        [0x07],
        [0x0c],
        [0x08, 0x01],
        [StatusTag, 2, DelayTag, 0xff],
        [StatusTag, 0, StatusTag, 0, StatusTag, 0],
        [StatusTag, 11, 0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
        [FaultTag, 2, 0xc3, 0x28],
        [FaultTag, 4, 0xf0, 0x9f, 0x92, 0x00],
        [.. Enumerable.Repeat((byte)0x33, 5000)],
        [.. Enumerable.Repeat((byte)0x0b, 200), .. Enumerable.Repeat((byte)0x0c, 200)],
        [0xfa, 0xff, 0xff, 0xff, 0x0f, 3, 1, 2, 3],
        [StatusTag, 60, 0x08, 5, 0x12, 56, .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("\u00e9%\n\0\u20ac", 7)))],
    ];
}
