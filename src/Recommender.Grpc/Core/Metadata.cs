using System.Collections;
using System.Text;

namespace Grpc.Core;

/// <summary>
/// Headers or trailers of a call, in order; a key may occur more than once. Keys that end in <c>-bin</c> have binary values.
/// Not safe for writers from several threads.
/// </summary>
public sealed class Metadata : IList<Metadata.Entry>
{
    /// <summary>The ending of every key with a binary value.</summary>
    public const string BinaryHeaderSuffix = "-bin";

    /// <summary>No entries, and none can be added.</summary>
    public static readonly Metadata Empty = new(isReadOnly: true);

    private readonly List<Entry> _entries = [];

    /// <summary>Creates a collection without entries.</summary>
    public Metadata()
        : this(isReadOnly: false)
    {
    }

    private Metadata(bool isReadOnly) => IsReadOnly = isReadOnly;

    /// <summary>How many entries there are.</summary>
    public int Count => _entries.Count;

    /// <summary>Whether adding and removing is refused.</summary>
    public bool IsReadOnly { get; }

    /// <summary>The entry at a place.</summary>
    public Entry this[int index]
    {
        get => _entries[index];
        set => Writable()[index] = NotNull(value);
    }

    /// <summary>Adds an entry with a text value.</summary>
    /// <exception cref="ArgumentException">The key has a character that is not allowed, or ends in <c>-bin</c>.</exception>
    public void Add(string key, string value) => Add(new Entry(key, value));

    /// <summary>Adds an entry with a binary value.</summary>
    /// <exception cref="ArgumentException">The key has a character that is not allowed, or does not end in <c>-bin</c>.</exception>
    public void Add(string key, byte[] valueBytes) => Add(new Entry(key, valueBytes));

    /// <summary>Adds an entry at the end.</summary>
    public void Add(Entry item) => Writable().Add(NotNull(item));

    /// <summary>The last entry with a key, or null.</summary>
    public Entry? Get(string key) => _entries.FindLast(entry => entry.HasKey(key));

    /// <summary>The text of the last entry with a key, or null.</summary>
    /// <exception cref="InvalidOperationException">The value is binary.</exception>
    public string? GetValue(string key) => Get(key)?.Value;

    /// <summary>The bytes of the last entry with a key, or null.</summary>
    public byte[]? GetValueBytes(string key) => Get(key)?.ValueBytes;

    /// <summary>All entries with a key, in order.</summary>
    public IEnumerable<Entry> GetAll(string key)
    {
        foreach (var entry in _entries)
            if (entry.HasKey(key)) yield return entry;
    }

    /// <inheritdoc/>
    public int IndexOf(Entry item) => _entries.IndexOf(item);

    /// <inheritdoc/>
    public void Insert(int index, Entry item) => Writable().Insert(index, NotNull(item));

    /// <inheritdoc/>
    public void RemoveAt(int index) => Writable().RemoveAt(index);

    /// <inheritdoc/>
    public void Clear() => Writable().Clear();

    /// <inheritdoc/>
    public bool Contains(Entry item) => _entries.Contains(item);

    /// <inheritdoc/>
    public void CopyTo(Entry[] array, int arrayIndex) => _entries.CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public bool Remove(Entry item) => Writable().Remove(item);

    /// <inheritdoc/>
    public IEnumerator<Entry> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private List<Entry> Writable() =>
        IsReadOnly ? throw new InvalidOperationException("This metadata is read-only.") : _entries;

    private static Entry NotNull(Entry item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item;
    }

    /// <summary>A key with its value; immutable.</summary>
    public class Entry
    {
        private readonly string? _value;
        private readonly byte[]? _valueBytes;

        /// <summary>Creates an entry with a binary value, which is copied.</summary>
        /// <exception cref="ArgumentException">The key has a character that is not allowed, or does not end in <c>-bin</c>.</exception>
        public Entry(string key, byte[] valueBytes)
        {
            ArgumentNullException.ThrowIfNull(valueBytes);
            Key = MetadataKey.Normalise(key);
            if (!MetadataKey.IsBinary(Key))
                throw new ArgumentException($"key is '{key}'; the key of a binary value ends in '{BinaryHeaderSuffix}'", nameof(key));
            _valueBytes = valueBytes.AsSpan().ToArray();
        }

        /// <summary>Creates an entry with a text value.</summary>
        /// <exception cref="ArgumentException">The key has a character that is not allowed, or ends in <c>-bin</c>.</exception>
        public Entry(string key, string value)
        {
            ArgumentNullException.ThrowIfNull(value);
            Key = MetadataKey.Normalise(key);
            if (MetadataKey.IsBinary(Key))
                throw new ArgumentException($"key is '{key}'; the key of a text value does not end in '{BinaryHeaderSuffix}'", nameof(key));
            _value = value;
        }

        /// <summary>The key, in lower case.</summary>
        public string Key { get; }

        /// <summary>The text value.</summary>
        /// <exception cref="InvalidOperationException">The value is binary.</exception>
        public string Value => _value ?? throw new InvalidOperationException($"The value of '{Key}' is binary.");

        /// <summary>A copy of the binary value, or the text value as ASCII.</summary>
        public byte[] ValueBytes => _valueBytes is null ? Encoding.ASCII.GetBytes(_value!) : _valueBytes.AsSpan().ToArray();

        /// <summary>Whether the value is binary.</summary>
        public bool IsBinary => _valueBytes is not null;

        /// <summary>The binary value itself: to be read, not changed.</summary>
        internal ReadOnlySpan<byte> Bytes => _valueBytes;

        internal bool HasKey(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);

        /// <inheritdoc/>
        public override string ToString() => IsBinary
            ? $"[Entry: key={Key}, valueBytes={_valueBytes!.Length} bytes]"
            : $"[Entry: key={Key}, value={_value}]";
    }
}
