using System.IO.Compression;
using Recommender.Learning.Tastes;

namespace Recommender.Learning.Tests.Tastes;

/// <summary>The files that version 1 wrote once, packed. They are never made anew: a later version adds its own.</summary>
public sealed class EarlierVersionTests : IDisposable
{
    private const string Version1 =
        "WzyGAuKywA7GhxcKjjexTcGHx97voW23iojHVTzw2JV/5sRI3ojavbDavKRzBbqUVKlMAoQB8zzPsfe+HwX4gXrN+99WIZY0kwHP54k7HmVRFO"
        + "kGRxpZIBmkiWcwrjReCutZNUuvk2O4BBZYQmFb0FrgEQbUlkn/d5l6rYKc2V3qp2SMUmZm/xVLt9YtdrVS0kkb3QumYzAhjcWOLkH5OLi4gIuL"
        + "B4rRRU6YaZ1j/YoFsnct/svK9f6dshpNpWIhQeu+gt/A4pBys6MHByiFxQ1S0T1MaK7VRwrtAEAxNRP2LSU+wN3Q3AGAGrUHAPFpouseAITErD"
        + "sAKDvkwiz8EwbfJilf5+SxydGpeXmL1r9cEk+QuViLLQelYjsUs1i3Zn1zvYiKifti/dpb7F0ZW3Zcy2tlZ0+KL7YaOwBQhNrRUQ8ARhEL7wFA"
        + "gARivh4ABDA6wLw9AIgPsRpAwj0AmAXA6D0AINgVADV7AJCg6vcAILIKAJI9ANCsbKSlAHn2V02dEAsBIUAuEAekJZAl923WxFgsACgLJAIyqg"
        + "FgGC1ZdW0mJYAe/0oIEAFSAZnlAGf8B0YB9AFGAQrWzyJL4h+LJQCMAYoCEquBLxlNXHPcmaHMenlXMC6YlmQttM1od9Iafz75UCs4hdv50qsY"
        + "fM/VqXkTz6zj7PnRsMIz+sJkOSnXu/CBliK+q+lp+MGnjPo57fX+zm3qdJri+6gODPhRpe/YMVvO90u8d3HRpFNH6p/uTW3X//FWM2a0rPh5yx"
        + "m3LgJQnm3de+ACcCs8e/tYDIoqx0OdqhVkJFo7AMCe/ADotHd5p867nexs7+hAbwcAQ/ONLXTaA4AChIwPADZASaoHABoK6bgHAAEh2QOAWQBE"
        + "8EjN2QOASBsEoYhwDwAOxu0BQCSiULcHAGVHAei4BwB1aEYGksqRx7JwAY/nAgUAWXUbBCPgCe+pLJAL7GD4ddEVK8KeLFKchs5gH7ZsYVThDc"
        + "fwpUXLBlp1iBNs+dCuglMYZ0/VErYWDnRYg62BH9EGbudLq8qkpy3Om2jHcjxdyV70ZZOC7UqBN0iLUlMb8ty11kbmQJnWD/iajMvBuvljliV7"
        + "+wA6CF9Ylfo9L2DnxtpKQRlN1UqeGqUdAOA6MIMPAGbX+WUKFXsAEOzYkXF7ABA6nYikewAwC8ANicisRnBGPMFiLjMM2kmpaXmFZe2lJ7JCqr"
        + "WiY5a6PvnxW+kFI7peX5jcpcnmY62dPLv2jGpLVmM427r3QByoFtLv/gsKqmBjAdEdAESxYHPUv90xalosjJ9IcgvBlYoichmVkKx+cUqU1M57"
        + "0Smzo9FyOXZVSC5nCBpWzLKxQrKuiFOvh3PcQvIGg6oOAEYW/P+wA4AUQBagAKAkoBygGqAOoDWgI6A7YDBgEmDWwTp6ABAt+Z1WfZ4dVbQQHw"
        + "AkIVERCgxmHgCEgBC04gDeAcDds8U2xAe0plLzBwBmAWhJAaUUa9awZsXKbp4DxUj+67vaZT3dDROpqu05gCfh5QiQCcitm+FvepJb+3g+kpKg"
        + "hiF6hMb45EirCg84x7uf7lw/+w0zKxVd8g67/f/vT3Lx3d6wWg==";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Opens_the_files_of_version_1()
    {
        Unpack(Version1, _folder.FullName);
        using var model = TasteModel.Load(name => _folder[name]);

        Assert.Equal(2, model.Communities.Count);
        Assert.Equal("Lives for gritty crime dramas; loves Title 0, Title 1 and Title 2.", model.Communities.Description(0));
        Assert.Equal([3, 0], model.Communities.Tags(1));
        Assert.Equal("Gritty Crime Dramas", model.MicroGenres.Name(0));
        Assert.Equal([2, 0, 1], model.MicroGenres.Titles(0));
        Assert.Equal([0], model.Matches.MicroGenres(0));
        Assert.Equal("romance", model.Personas.Name(0));
        var weights = new float[2];
        Assert.Equal(2, model.Communities.Assign([3, 1], new int[2], weights));
        Assert.Equal(1, weights.Sum(), tolerance: 1e-6);
    }

    [Fact]
    public void Writes_version_1_byte_for_byte()
    {
        Directory.CreateDirectory(_folder["v1"]);
        Unpack(Version1, _folder["v1"]);
        using var model = TasteModel.Load(name => Path.Combine(_folder["v1"], name));
        model.Save(name => _folder[name]);

        foreach (var name in TasteModel.Files)
            Assert.True(File.ReadAllBytes(_folder[name]).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(_folder["v1"], name))), $"{name} differs, so it is another version");
    }

    private static void Unpack(string packed, string folder)
    {
        using var files = new BinaryReader(new BrotliStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress));
        foreach (var name in TasteModel.Files) File.WriteAllBytes(Path.Combine(folder, name), files.ReadBytes(files.ReadInt32()));
    }
}
