using System.IO.Compression;
using Recommender.Learning.Data;

namespace Recommender.Learning.Tests.Data;

/// <summary>A dataset folder that version 1 wrote once, packed. It is never made anew: a later version adds its own.</summary>
public sealed class EarlierVersionTests : IDisposable
{
    private const string Version1 =
        "W7NlAuJqwG4WFj74iHL200oQ7MVyYj6traJ44PHP+hsPXpZQBZ3eyiysTmRnfoMH/vdz9+v21iBB1YiHiJfmVkn0hcTp7m2hoaWa+TyX+/8O7H"
        + "BNgTkBD2gTp1kv8LAw3+KBNXXzm+edv2gFvBZg13nC2WsUrw04QcY+DzbgSEYYYUgwWye3LONHFHhAzctSidIMW/d/aUCT+o0C9n9KowWLaGZ3"
        + "k64dE6F6pTULHcmB3DtdOrADO8DS8UwGPw5gcPEwjsGorGbLzM7wtwfZ7QRy+rxc1fS9KpZgcddu7ZIluZSKAgmkvxWUACri7s7LibLIhFAaBS"
        + "9gfKpvVjW7NdgBgGUO7AHAv8mAGYA8qC+EWCCi7j2RF8kBFADkqpv/SRH9VkqFnSolIVBVCqmEfJN/i7YcWk5iBwCvubIHAEfmVg7LWjCtOZoL"
        + "XzzCqPsVBASZf9VNV3BDalKL1AMo/XGCFsAktPlXVgklmMIOANINzAQ+AADCx1xTyLJdeJdBDwAimHEPAMKoL4J4gUAxvMrSA7qJQEAheG4qCl"
        + "BirybTHgs6w98cAqgBRAFDB3MWKl296zSuryKMwp1mlEWgmhEyA3/PsSZ9blruAMAy/uFlRYcwtGydhEslqykYR4haCQMeSOwAoMLCNTLkhNJQ"
        + "HepBI0Y8AGhhQSiECGcA6yWYKXoAMHl/t1WHEqEyH6aoL4JYRrT3wEELgBxAC0Ay6KlWK5BAlYAGvqBod46S2ZKD41LxCxS4e/37R1/61F/kP0"
        + "1kKzihaw2B0u8HqAF0xYaT8BBDYa5Us5HYDgDyJmAChP+7BwB7zaEYKhYRJqIY9AAgjh4njEhGTI6k4gA5gDggM+jYS7WqEXuPBxfroWrNJ2sr"
        + "OGFX59wFKP3+gM7ALny9f/6NUICz1hHbAcC3hXINzX46cHEPAIYOH97HImIY9QAgHZld7jhVewDQ5vJ1OavvKCRiGPUAIEADUcQzon8JHaQD5A"
        + "DSAdmCpnwZg6oIFOjEMqJjCh0EADWAAJAMz+Utk1s8wIcxZjvd+d730VrS/vb3LgdXfP0fdlRuIUq/P6BEBP6IObBV/0IUYpI7AIBqjEAMS+sy"
        + "1knuAUCtBnXqCB17ABAmHOoXe3a7TN4OAC5fZnuCD7h4GKI69QAgSdO1BwC3C2CahXwPAHqLVM8eAIR7jpBoDwAGmIR8DwB6itjtPQDo2dYTFh"
        + "HGqAcAUWRNfQJzjgxo2wMAJOIY9QAgEy2ZPcz2vCQ5tnpNOQo9ACggAHIy6gFAKYJ8DwDg/7mxBwAQChKo59Ql4qp0OX2deixIlYxpshMrENNt"
        + "7LvCAJ2BNEC0QKwM9tei6BEMwgpuySPaMiOtlaqTgCxvo9E0vmyF1uBS1swfs4bBOK/ZaJmEzOxnBloqCrABiAJyh/sKPpUPHJa0OP/PbvjBTI"
        + "ALQCYgb9C7kuXyg0TBD4/2galSAK+AUoA84bnCW/FDQvaCPWXPfmEIQAhEAfnDbwUHDDkiT+J68znAP3guq/EN1H9T8LEOa9UM1b0Tx/5+PAuJ"
        + "StViV4LzVCaqu86tLX468hp1j5//2Dv/z8tG7PqQAg==";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Opens_a_dataset_of_version_1()
    {
        Unpack(Version1, _folder["v1"]);

        SampleDataset.AssertSame(SampleDataset.Create(), DatasetFolder.Open(_folder["v1"]));
    }

    [Fact]
    public void Writes_version_1_byte_for_byte()
    {
        DatasetFolder.Save(_folder["now"], SampleDataset.Create());

        Unpack(Version1, _folder["v1"]);

        var differs = Directory.GetFiles(_folder["now"]).Where(file => !File.ReadAllBytes(file).AsSpan().SequenceEqual(ReadV1(file)));
        Assert.True(!differs.Any(), $"{string.Join(", ", differs)} differs, so it is another version; packed it is {Pack(_folder["now"])}");
    }

    private byte[] ReadV1(string file) => File.Exists(Path.Combine(_folder["v1"], Path.GetFileName(file))) ? File.ReadAllBytes(Path.Combine(_folder["v1"], Path.GetFileName(file))) : [];

    private static void Unpack(string packed, string folder)
    {
        Directory.CreateDirectory(folder);
        using var files = new BinaryReader(new BrotliStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress));
        for (var left = files.ReadInt32(); left > 0; left--) File.WriteAllBytes(Path.Combine(folder, files.ReadString()), files.ReadBytes(files.ReadInt32()));
    }

    private static string Pack(string folder)
    {
        using var packed = new MemoryStream();
        using (var writer = new BinaryWriter(new BrotliStream(packed, CompressionLevel.SmallestSize)))
        {
            string[] files = [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)];
            writer.Write(files.Length);
            foreach (var file in files)
            {
                writer.Write(Path.GetFileName(file));
                writer.Write((int)new FileInfo(file).Length);
                writer.Write(File.ReadAllBytes(file));
            }
        }

        return Convert.ToBase64String(packed.ToArray());
    }
}
