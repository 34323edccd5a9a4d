namespace Recommender.Numerics.Files;

/// <summary>What the elements of a section are. The numbers are part of the format.</summary>
public enum SectionType
{
    /// <summary>No type: never in a file.</summary>
    None = 0,

    /// <summary>IEEE 754 binary32.</summary>
    F32 = 1,

    /// <summary>IEEE 754 binary16.</summary>
    F16 = 2,

    /// <summary>IEEE 754 binary64.</summary>
    F64 = 3,

    /// <summary>Signed 8 bits.</summary>
    I8 = 4,

    /// <summary>Unsigned 8 bits.</summary>
    U8 = 5,

    /// <summary>Unsigned 16 bits.</summary>
    U16 = 6,

    /// <summary>Signed 32 bits.</summary>
    I32 = 7,

    /// <summary>Unsigned 32 bits.</summary>
    U32 = 8,

    /// <summary>Signed 64 bits.</summary>
    I64 = 9,

    /// <summary>Unsigned 64 bits; bitmaps too.</summary>
    U64 = 10,

    /// <summary>Bytes of UTF-8.</summary>
    Utf8 = 11,

    /// <summary>Signed 8 bits in interleaved blocks of sixteen rows, as <see cref="Int8Matrix"/> lays them out.</summary>
    I8Blocks = 12,
}
