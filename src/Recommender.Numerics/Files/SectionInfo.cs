namespace Recommender.Numerics.Files;

/// <summary>One section of a file.</summary>
/// <param name="Name">Its name, unlike the others'.</param>
/// <param name="Type">What its elements are.</param>
/// <param name="Shape">Number of elements along each axis, 1 to 4 axes.</param>
/// <param name="Offset">Its first byte, a multiple of <see cref="SectionFile.PageBytes"/>.</param>
/// <param name="Length">Its bytes, with the zeros that fill rows up to a cache line when there are rows.</param>
public sealed record SectionInfo(string Name, SectionType Type, IReadOnlyList<long> Shape, long Offset, long Length)
{
    /// <summary>Name, type and shape, such as <c>rows F32[1000, 128]</c>.</summary>
    public override string ToString() => $"{Name} {Type}[{string.Join(", ", Shape)}]";
}
