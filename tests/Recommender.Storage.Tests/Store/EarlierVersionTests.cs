using System.IO.Compression;
using Recommender.Storage.Store;
using Recommender.Storage.Tests.Support;
using static Recommender.Storage.Tests.Store.StoreCalls;

namespace Recommender.Storage.Tests.Store;

/// <summary>
/// A store that version 1 wrote once, packed: twenty members, a checkpoint, one replaced and one deleted, a checkpoint, one more.
/// It is never made anew: a later version adds its own.
/// </summary>
public sealed class EarlierVersionTests : IDisposable
{
    private const string Version1 =
        "G5M6ERWcBogfibExq8fYDdOuPfRxxRA79Vmbe39hqAiDrTD9P0mTtBWaqXEdr6xpFFIiFEJiBOchmtvxMEIyNtUBcGgTqVOc/8s9D8ckKMCoQO"
        + "KxgO+u9u/Xtm0FOidtT3wTZJEWyJp0eKKNiWWWSyrD2QDdVTMtMzGdpEvDYNovd7BmawIHv8I2k0z9pXb+QlWM34wwtNVVet9a6qTWRm28ZFTV"
        + "vrXafATXwEKEMaU6P8pi+nUUICqICqKWRV339refu9k+dxSMhQIpSVLPrKqSkbKLDa0MdukSWjte35O2bEukdfXiNVyb0yXPLLqo9b50WBUlnZ"
        + "zmFGE5uZoCRAVRQdSyqJmK14DVtiRLKayZwUmypHEp7nFasw216RU/Up6CTS2N1sBT5mKWliMN4QEwlOrVVZJmL1IyJWbkC0NCwYT04GWhAwqH"
        + "q7oj46CAdmSQkV5KEDJVUsWrclUgPXLFXLmKWnhWdnI103wJMbAZRWX36ufTmUsPxay7/Y/vwyGfAACJ4I4E+gHAQhRuiDfFJxYn4FJPFADXTY"
        + "Gvsr+x5gkBsBCEg/6m41ZVP3YPlVBc9cRRwBsGvBsPCL1L94YpnVbaYV958VEAzPcCYYThJviNjRT3itp0Uszc00OWCwAF5d3Ei6rfRkBZvvqZ"
        + "IS9qVe31cWrqvZFvR+oi9P+7HI8P7g8E8srbjwIuHKKgg1EDV2SEKKwaZz7pBqY+hWFwSaLjwmTlYXEnE4BhQQ7NKF0OGXkcTh5AbRrnk/Lkxk"
        + "xYyNWvHLdPSGUra+X/ErzxDYZTE8U8KwCAEnChtFC/7clQy/n/P8VzRQDwgaZjLcIbj+Oy1dvX7vJTHbDy/sl+2GE1/TTxrCk6MEIJgDlRAgA1"
        + "wJVkguz2Y82gfkWxK33gjDIABADH33799xGpJfmZ9iNimt8Ee8P84wWjNT+/hosVK/JfN50EkI89UQEADeBuyflzvI8uKiSEUKhPAQCA8b/gjC"
        + "oAhED/kUcL+g972G/+z5ySjVx64+/N5G+qduW//qvNHoLrBeo0W4Z4gV1XAwAdIIj4W0vgw/D/Bh2v+BYJ5gEA9AWCUAeACBB7FOnFD5SfTSp5"
        + "Nal0zFwnYCZlpzzOSVIVZbNysXbsrsOb0p2PAACwp9qgBgAYwKtibu/R+//PMZ45Q7qhMGHtWAp4KIhYgQBEwcxhOb2f+6dXMkN1MrVPjB4aOv"
        + "Pz4nm3AKprbx+cGzA+V9jCc+rnxUMAgL1WYAAmkEBkKPTqXmv3Y8y+2/cfVPs8/skTsQCIA+XrSkp9L7DIqpM3wOhH37RxyeuKphfjDIIvyc/i"
        + "f38Ru2lDqzxPGisBwIFMACzge2HEK5m7MpHLSnVXj9d3C7YEPA35hkyG+lUz2PzJoTMANpBLWDefcOeIenFYwva5vRYaVY5fnk39RupxOwARwM"
        + "BgUA5WBmAHxAWraSu3vchcOh2Hr76r/XH94qlreRduDMjkFgASwImDk17Xcw2vKwAnqCK4o/vz1qeroueUq+7wlj1Kr9ipNQrgG5NQAfsEMMUQ"
        + "EYDoru3cVZ5vgicLAA==";

    private readonly TemporaryFolder _folder = new();

    public EarlierVersionTests()
    {
        using var unpacked = new BrotliStream(new MemoryStream(Convert.FromBase64String(Version1)), CompressionMode.Decompress);
        using var whole = new MemoryStream();
        unpacked.CopyTo(whole);
        whole.Position = 0;
        using var reader = new BinaryReader(whole);
        while (whole.Position < whole.Length)
        {
            var path = _folder.File(reader.ReadString());
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, reader.ReadBytes(reader.ReadInt32()));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Opens_a_store_of_version_1_as_its_newest_checkpoint_left_it()
    {
        for (var restart = 0; restart < 3; restart++)
        {
            using var store = Open();
            for (var i = 0; i < 20; i++) Assert.Equal(i switch { 3 => [3, 3, 3], 4 => null, _ => Value(i, most: 40) }, store.Get($"member-{i}"));
            Assert.Null(store.Get("lost"));
        }
    }

    [Fact]
    public void Falls_back_to_the_checkpoint_before_in_a_store_of_version_1()
    {
        var newest = new CheckpointList(_folder.File("checkpoints")).Read()[0];
        File.Delete(_folder.File($"checkpoints/index-checkpoints/{newest.Token}/ht.dat.0"));

        for (var restart = 0; restart < 3; restart++)
        {
            using var store = Open();
            for (var i = 0; i < 20; i++) Assert.Equal(Value(i, most: 40), store.Get($"member-{i}"));
        }
    }

    [Fact]
    public void What_version_1_wrote_is_checked_from_then_on()
    {
        using (Open()) { /* gives it checksums */ }
        var path = _folder.File("log.0");
        var bytes = File.ReadAllBytes(path);
        bytes[700] ^= 1;
        File.WriteAllBytes(path, bytes);

        var error = Assert.Throws<StoreException>(Open);
        Assert.Contains($"'{path}' at offset 512", error.Message, StringComparison.Ordinal);
    }

    private KeyValueStore Open() => KeyValueStore.Open(new StoreOptions { Folder = _folder.Path, MemoryBytes = 1 << 20, ExpectedKeys = 100, MaxValueBytes = 8 << 10 });
}
