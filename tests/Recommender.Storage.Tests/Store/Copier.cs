using System.Text;
using Recommender.Storage.Store;

namespace Recommender.Storage.Tests.Store;

/// <summary>Copies a value out of the store.</summary>
internal struct Copier : IValueReader
{
    public byte[]? Value;

    public void Read(ReadOnlySpan<byte> value) => Value = value.ToArray();
}

/// <summary>Changes a value by a function.</summary>
internal struct Changer(Func<byte[]?, byte[]?> change) : IValueUpdater
{
    public byte[]? Old;

    public ValueChange Update(bool exists, ReadOnlySpan<byte> value, Span<byte> buffer)
    {
        Old = exists ? value.ToArray() : null;
        if (change(Old) is not { } changed) return ValueChange.Delete;
        changed.CopyTo(buffer);
        return ValueChange.Write(changed.Length);
    }
}

/// <summary>A store's operations with arrays and text.</summary>
internal static class StoreCalls
{
    public static byte[]? Get(this KeyValueStore store, ReadOnlySpan<byte> key)
    {
        var copier = default(Copier);
        var found = store.TryRead(key, ref copier);
        Assert.Equal(found, copier.Value is not null);
        return copier.Value;
    }

    public static byte[]? Get(this KeyValueStore store, string key) => store.Get(Encoding.UTF8.GetBytes(key));

    public static void Put(this KeyValueStore store, string key, byte[] value) => store.Upsert(Encoding.UTF8.GetBytes(key), value);

    public static bool Remove(this KeyValueStore store, string key) => store.Delete(Encoding.UTF8.GetBytes(key));

    /// <summary>Replaces a value by what a function makes of it; null deletes it.</summary>
    /// <returns>The value before.</returns>
    public static byte[]? Change(this KeyValueStore store, string key, Func<byte[]?, byte[]?> change)
    {
        var changer = new Changer(change);
        store.Update(Encoding.UTF8.GetBytes(key), ref changer);
        return changer.Old;
    }

    /// <summary>What a scan sees; a key that it sees twice fails the test.</summary>
    public static Dictionary<string, byte[]> All(this KeyValueStore store)
    {
        var all = new Dictionary<string, byte[]>();
        var visitor = new Visitor((key, value) =>
        {
            Assert.True(all.TryAdd(key, value), $"{key} is seen twice");
            return true;
        });
        store.Scan(ref visitor);
        return all;
    }

    /// <summary>Bytes that only this seed gives, of a length that it gives too.</summary>
    public static byte[] Value(int seed, int most = 1_000)
    {
        var random = new Random(seed);
        var value = new byte[random.Next(most + 1)];
        random.NextBytes(value);
        return value;
    }
}
