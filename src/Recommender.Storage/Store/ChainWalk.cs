namespace Recommender.Storage.Store;

/// <summary>
/// Every key that had a value at one moment, with that value: each chain of the index, from its newest record to the log's beginning.
/// Of a key's records the first on its chain counts, as it does for a read. So whatever a read finds is found here, and no
/// record is found by where another one ends.
/// </summary>
/// <remarks>
/// <para>The log does not change any more up to that moment, and all that the chains lead through is on the device, so writers go on.
/// Chains are taken in the order of their newest records: as far as keys were not written twice, the device is read from front to back.</para>
/// <para>Keeps the keys of one chain, and allocates for none. Not for several threads.</para>
/// </remarks>
/// <param name="records">The records.</param>
/// <param name="heads">The newest record of each chain, at that moment or later, all on the device.</param>
/// <param name="begin">The log's beginning.</param>
/// <param name="until">The log's end at that moment.</param>
/// <param name="pauses">Taken before every record.</param>
internal ref struct ChainWalk(ColdRecords records, ReadOnlySpan<long> heads, long begin, long until, Pauses pauses)
{
    private const int BufferBytes = 4 << 10;

    private readonly ReadOnlySpan<long> _heads = heads;
    private readonly ChainKeys _keys = new();   // of records before this
    private byte[] _buffer = new byte[BufferBytes];
    private long _next;
    private int _chain;

    /// <summary>Where the record is.</summary>
    public long Address { get; private set; }

    /// <summary>The record that had the value, until the next step.</summary>
    public ColdRecord Record { get; private set; }

    /// <summary>Goes to the next key.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="StoreException">The device cannot be read, or has no record where a chain leads.</exception>
    public bool Next()
    {
        while (TryNextRecord())
        {
            if (Address >= until || !Record.IsValid || !IsFirstOfKey()) continue;
            if (!Record.IsDeleted && Record.Key.Length > 0) return true;   // no caller's key is empty
        }

        return false;
    }

    private bool TryNextRecord()
    {
        if (_next < begin)
        {
            if (_chain == _heads.Length) return false;
            _next = _heads[_chain++];
            _keys.Clear();
        }

        pauses.Step();
        Address = _next;
        Record = records.Read(Address, ref _buffer);
        _next = Record.Previous;
        if (_next >= Address) throw new StoreException($"the record at address {Address} of the log leads to one at {_next}, which is no older");
        return true;
    }

    private readonly bool IsFirstOfKey()
    {
        if (_keys.Contains(Record.Key)) return false;
        if (_next >= begin) _keys.Add(Record.Key);
        return true;
    }
}
