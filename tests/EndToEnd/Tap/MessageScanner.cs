using System.Buffers.Binary;

namespace Recommender.EndToEnd.Tap;

/// <summary>Finds the five-byte message prefixes in one direction of one stream, however DATA frames cut the messages.</summary>
internal sealed class MessageScanner
{
    private const int PrefixLength = 5;

    private readonly byte[] _prefix = new byte[PrefixLength];
    private readonly List<TappedMessage> _messages = [];
    private int _prefixCount;
    private uint _bodyLeft;

    /// <summary>The messages whose prefix has come.</summary>
    public IReadOnlyList<TappedMessage> Messages => _messages;

    /// <summary>Takes the next bytes of the stream's DATA frames.</summary>
    /// <exception cref="InvalidDataException">A compressed flag is neither 0 nor 1.</exception>
    public void Feed(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            var ofBody = (int)Math.Min(_bodyLeft, (uint)data.Length);
            _bodyLeft -= (uint)ofBody;
            data = data[ofBody..];

            var ofPrefix = Math.Min(PrefixLength - _prefixCount, data.Length);
            data[..ofPrefix].CopyTo(_prefix.AsSpan(_prefixCount));
            _prefixCount += ofPrefix;
            data = data[ofPrefix..];
            if (_prefixCount == PrefixLength) BeginMessage();
        }
    }

    private void BeginMessage()
    {
        if (_prefix[0] > 1) throw new InvalidDataException($"the compressed flag of a message is {_prefix[0]}");
        _bodyLeft = BinaryPrimitives.ReadUInt32BigEndian(_prefix.AsSpan(1));
        _messages.Add(new TappedMessage(_prefix[0] == 1, _bodyLeft));
        _prefixCount = 0;
    }
}
