using System.Text;
using Recommender.Storage.Store;

namespace Recommender.Storage.Tests.Store;

/// <summary>Copies a value out of the store.</summary>
internal struct Copier : IValueReader
{
    public byte[]? Value;

    public void Read(ReadOnlySpan<byte> value) => Value = value.ToArray();
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

    public static void Remove(this KeyValueStore store, string key) => store.Delete(Encoding.UTF8.GetBytes(key));

    /// <summary>Bytes that only this seed gives, of a length that it gives too.</summary>
    public static byte[] Value(int seed, int most = 1_000)
    {
        var random = new Random(seed);
        var value = new byte[random.Next(most + 1)];
        random.NextBytes(value);
        return value;
    }
}
