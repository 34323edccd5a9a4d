using System.Globalization;
using System.Net;
using System.Text;

namespace Recommender.Server.Options;

/// <summary>One option as people meet it: its names, help, unit and what is allowed.</summary>
/// <param name="Name">Name of the property in <see cref="ServerOptions"/>, and the key in the configuration.</param>
/// <param name="Help">What it does, in one sentence without a full stop.</param>
/// <param name="Unit">Unit of the value, such as "bytes".</param>
/// <param name="Allowed">What is allowed, in words.</param>
/// <param name="Read">The value of this option in a record.</param>
/// <param name="Apply">The record with this option taken from a text; null if the text is not allowed.</param>
public sealed record Setting(
    string Name,
    string Help,
    string Unit,
    string Allowed,
    Func<ServerOptions, string> Read,
    Func<ServerOptions, string, ServerOptions?> Apply)
{
    /// <summary>The flag on the command line: MaxSendBytes is --max-send-bytes.</summary>
    public string Flag { get; } = ToFlag(Name);

    /// <summary>The key in the configuration, such as Server:Port.</summary>
    public string Key => $"{ServerOptions.Section}:{Name}";

    /// <summary>Whether the flag alone says something: then it may stand without a value, which is true.</summary>
    public bool IsSwitch { get; private init; }

    /// <summary>The environment variable, such as Server__Port.</summary>
    public string Variable => $"{ServerOptions.Section}__{Name}";

    internal static Setting Number(
        string name, string help, string unit, int min, int max,
        Func<ServerOptions, int> read, Func<ServerOptions, int, ServerOptions> apply) =>
        Number(name, help, unit, min, max, options => (long)read(options), (options, value) => apply(options, (int)value));

    internal static Setting Number(
        string name, string help, string unit, long min, long max,
        Func<ServerOptions, long> read, Func<ServerOptions, long, ServerOptions> apply) =>
        new(name, help, unit, $"a whole number from {min} to {max}",
            options => read(options).ToString(CultureInfo.InvariantCulture),
            (options, text) => IsNumber(text, out var value) && value >= min && value <= max ? apply(options, value) : null);

    /// <summary>One that has more defaults than one, told in words.</summary>
    internal static Setting Number(
        string name, string help, string unit, int min, int max, string otherwise,
        Func<ServerOptions, int?> read, Func<ServerOptions, int, ServerOptions> apply) =>
        Number(name, help, unit, min, max, static _ => 0L, (options, value) => apply(options, (int)value)) with
        {
            Read = options => read(options)?.ToString(CultureInfo.InvariantCulture) ?? otherwise,
        };

    internal static Setting Switch(
        string name, string help, Func<ServerOptions, bool> read, Func<ServerOptions, bool, ServerOptions> apply) =>
        new(name, help, "true or false", "true or false", options => read(options) ? "true" : "false",
            (options, text) => bool.TryParse(text, out var value) ? apply(options, value) : null)
        {
            IsSwitch = true,
        };

    internal static Setting Folder(
        string name, string help, Func<ServerOptions, string?> read, Func<ServerOptions, string, ServerOptions> apply) =>
        new(name, help, "folder", "the path of a folder", options => read(options) ?? "none",
            (options, text) => IsPath(text) ? apply(options, text) : null);

    internal static Setting Ip(
        string name, string help, Func<ServerOptions, string> read, Func<ServerOptions, string, ServerOptions> apply) =>
        new(name, help, "IP address", "an IP address such as 127.0.0.1, 0.0.0.0 or ::1", read,
            (options, text) => IsIpAddress(text) ? apply(options, text) : null);

    private static bool IsNumber(string text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static bool IsPath(string text) => !string.IsNullOrWhiteSpace(text) && !text.Contains('\0', StringComparison.Ordinal) && !File.Exists(text);

    // IPAddress also takes "1" for 0.0.0.1, which nobody means.
    private static bool IsIpAddress(string text) => IPAddress.TryParse(text, out _) && text.AsSpan().ContainsAny('.', ':');

    private static string ToFlag(string name)
    {
        var flag = new StringBuilder("-");
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter)) flag.Append('-');
            flag.Append(char.ToLowerInvariant(letter));
        }

        return flag.ToString();
    }
}
