using System.Text.Json;

namespace Recommender.Load.Serving;

/// <summary>
/// What the driver asks a serving process over its standard streams, a line each. They are no part of what is measured,
/// and their end ends the process, so that none is left behind.
/// </summary>
internal static class Control
{
    /// <summary>Collect garbage, then say the counters.</summary>
    public const string Begin = "begin";

    /// <summary>Say the counters.</summary>
    public const string Read = "read";

    public static async Task AnswerAsync(TextReader questions, TextWriter answers, CancellationToken cancellation)
    {
        while (await questions.ReadLineAsync(cancellation) is { } question)
        {
            if (question is Begin) GC.Collect();
            await answers.WriteLineAsync(JsonSerializer.Serialize(Counters.Now()).AsMemory(), cancellation);
        }
    }
}
