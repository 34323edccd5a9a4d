using System.Text;
using Grpc.Core;

namespace Recommender.Server.Errors;

/// <summary>Collects all that is wrong with a request. While nothing is, it allocates nothing. Passed by reference.</summary>
internal struct Violations
{
    private List<FieldViolation>? _found;

    /// <summary>Goes before the names of fields, such as <c>page.</c>; null for nothing.</summary>
    public string? Prefix { get; set; }

    /// <summary>What was found so far.</summary>
    public readonly IReadOnlyList<FieldViolation> Found => _found ?? [];

    /// <summary>Tells of a field.</summary>
    /// <param name="field">As the proto names it.</param>
    /// <param name="problem">Its value and what is allowed.</param>
    public void Add(string field, string problem) => (_found ??= []).Add(new FieldViolation(Prefix + field, problem));

    /// <summary>Requires a number within a range.</summary>
    /// <param name="field">As the proto names it.</param>
    /// <param name="value">Its value.</param>
    /// <param name="least">Least that is allowed.</param>
    /// <param name="most">Most that is allowed.</param>
    public void Range(string field, int value, int least, int most)
    {
        if (value < least || value > most) Add(field, $"is {value}; allowed is {least} to {most}");
    }

    /// <summary>Requires a number within a range, or 0 for a default.</summary>
    /// <inheritdoc cref="Range"/>
    public void RangeOrDefault(string field, int value, int least, int most, int usual)
    {
        if (value != 0 && (value < least || value > most)) Add(field, $"is {value}; allowed is {least} to {most}, or 0 for {usual}");
    }

    /// <summary>Requires a text of some bytes in UTF-8.</summary>
    /// <inheritdoc cref="Range"/>
    public void Bytes(string field, string value, int least, int most)
    {
        // No text has fewer bytes than characters.
        var bytes = value.Length > most ? value.Length : Encoding.UTF8.GetByteCount(value);
        if (bytes < least || bytes > most) Add(field, $"has {(value.Length > most ? Encoding.UTF8.GetByteCount(value) : bytes)} bytes of UTF-8; allowed is {least} to {most}");
    }

    /// <summary>Requires no more than so many entries.</summary>
    /// <inheritdoc cref="Range"/>
    public void Most(string field, int count, int most)
    {
        if (count > most) Add(field, $"has {count} entries; allowed is 0 to {most}");
    }

    /// <summary>Refuses the request if anything is wrong with it.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT with all of it.</exception>
    public readonly void ThrowIfAny()
    {
        if (_found is not null) throw RichError.InvalidArgument(_found);
    }
}
