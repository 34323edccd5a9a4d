using System.Collections.Concurrent;
using System.Text;
using Grpc.Core;
using Recommender.Grpc.Hostile.Mutations;
using Recommender.TestKit.Http2;

namespace Recommender.Grpc.Hostile;

/// <summary>Counts how mutations ended, by the layer of their last damage.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<(string Outcome, string Layer), int> _counts = new();

    private readonly ConcurrentQueue<string> _complaints = new();

    /// <summary>What went wrong, with the seeds.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    public int Total => _counts.Values.Sum();

    /// <summary>Conversations that were damaged, which few are not.</summary>
    public int Damaged => _counts.Where(c => c.Key.Layer != Damage.Unharmed).Sum(c => c.Value);

    /// <summary>Mutations that a gRPC status answered: they went through HTTP/2 into the gRPC layer.</summary>
    public int Answered => _counts.Where(c => c.Key.Outcome.StartsWith("grpc", StringComparison.Ordinal)).Sum(c => c.Value);

    public void Complain(string complaint) => _complaints.Enqueue(complaint);

    public void Count(string layer, string outcome) => _counts.AddOrUpdate((outcome, layer), 1, (_, count) => count + 1);

    public void Count(string layer, RawResponse response) => Count(layer, response switch
    {
        { Ended: false, Reset: { } code } => $"reset by server {code}",
        { Status: not 200 } => $"http {response.Status}",
        { GrpcStatus: >= 0 and <= 16 and { } status } => $"grpc {status:00} {(StatusCode)status}",
        { GrpcStatus: { } } => "grpc, a status that the request asked for",
        _ => "no status",
    });

    /// <summary>Shows the table where the tests are run: it says how deep the mutations went.</summary>
    public Task PrintAsync(string title) => Console.Out.WriteLineAsync($"{title} ended in:\n{this}");

    public override string ToString()
    {
        var layers = _counts.Keys.Select(k => k.Layer).Distinct().Order().ToArray();
        var table = new StringBuilder();
        table.AppendLine(Row("last damage", layers));
        foreach (var outcome in _counts.Keys.Select(k => k.Outcome).Distinct().Order())
            table.AppendLine(Row(outcome, layers.Select(layer => _counts.GetValueOrDefault((outcome, layer)).ToString())));
        return table.ToString();
    }

    private static string Row(string name, IEnumerable<string> cells) => $"{name,-44}" + string.Concat(cells.Select(cell => $"{cell,10}"));
}
