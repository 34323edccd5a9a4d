using Grpc.Core;

namespace Recommender.Grpc.Protocol;

/// <summary>The value of <c>grpc-status</c>.</summary>
internal static class StatusText
{
    private static readonly string[] Known = [.. Enumerable.Range(0, (int)StatusCode.Unauthenticated + 1).Select(code => code.ToString())];

    public static string Of(StatusCode code) => (uint)code < (uint)Known.Length ? Known[(int)code] : ((int)code).ToString();

    /// <summary>Reads a status; numbers that no code has become UNKNOWN.</summary>
    public static StatusCode Parse(string text) =>
        int.TryParse(text, out var number) && (uint)number < (uint)Known.Length ? (StatusCode)number : StatusCode.Unknown;
}
