namespace Recommender.Cli.Tests;

/// <summary>How a program ended and what it said.</summary>
/// <param name="ExitCode">0 where all went well.</param>
/// <param name="Output">What stands on its output.</param>
/// <param name="Errors">What stands on its error stream.</param>
internal sealed record RunResult(int ExitCode, string Output, string Errors);
