namespace Recommender.Storage.Packing;

/// <summary>Bytes cannot be read as the value that they were read as: they are damaged, cut short or of a later version.</summary>
#pragma warning disable RCS1194 // It always says where: constructors without a place would lose that.
public sealed class InvalidValueException : IOException
#pragma warning restore RCS1194
{
    /// <summary>Says where and what.</summary>
    /// <param name="what">What the bytes should be: "portrait", "title".</param>
    /// <param name="offset">Byte of the value at which what is wrong begins.</param>
    /// <param name="problem">What is there and what is allowed.</param>
    public InvalidValueException(string what, int offset, string problem)
        : base($"{what}, byte {offset}: {problem}") => Offset = offset;

    /// <summary>Byte of the value at which what is wrong begins.</summary>
    public int Offset { get; }
}
