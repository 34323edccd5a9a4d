using System.CommandLine;

namespace Recommender.Server.Options;

/// <summary>What the command line says.</summary>
/// <param name="Values">Configuration keys and values of the flags that were given.</param>
/// <param name="Errors">A line for each argument that is no flag or lacks its value.</param>
/// <param name="Answer">Set if --help or --version was asked for; then nothing else is to be done.</param>
public sealed record CommandLineResult(IReadOnlyDictionary<string, string?> Values, IReadOnlyList<string> Errors, ParseResult? Answer);
