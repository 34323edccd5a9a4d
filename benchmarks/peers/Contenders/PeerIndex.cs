using System.Text.Json.Nodes;
using Recommender.Peers.Data;

namespace Recommender.Peers.Contenders;

/// <summary>A peer's index over the rows of a set, searched on one thread.</summary>
internal sealed class PeerIndex : IContender, IDisposable
{
    private readonly PeerProcess _process;
    private readonly int _k;
    private readonly string _answers;
    private readonly int _queries;

    /// <summary>Starts the peer and has it read the set.</summary>
    /// <param name="name">What the results call it.</param>
    /// <param name="program">The Python file.</param>
    /// <param name="set">Rows and queries.</param>
    /// <param name="k">Rows to find.</param>
    /// <param name="work">Where its answers are written.</param>
    public PeerIndex(string name, string program, DataSet set, int k, WorkFolder work)
    {
        (Name, _k, _queries, _answers) = (name, k, set.Queries.Rows, work.PathOf($"{Path.GetFileNameWithoutExtension(program)}_answer.npy"));
        _process = new PeerProcess(program);
        _process.Ask(new JsonObject { ["do"] = "load", ["rows"] = set.RowsFile, ["queries"] = set.QueriesFile });
    }

    public string Name { get; set; }

    /// <summary>Whether <see cref="Run"/> makes one call for each query, so that Python's share counts.</summary>
    public bool CallsForEachQuery { get; init; }

    /// <summary>Asks something of the peer that only it knows.</summary>
    public JsonObject Ask(JsonObject request) => _process.Ask(request);

    /// <summary>Seconds that the peer took to build its index; 0 when it was kept from another run.</summary>
    public double Build(JsonObject how)
    {
        how["do"] = "build";
        return _process.Ask(how)["seconds"]!.GetValue<double>();
    }

    /// <summary>Sets how much of the index is searched: ef or nprobe.</summary>
    public void Probe(int probes) => _process.Ask(new JsonObject { ["do"] = "probe", ["probes"] = probes });

    public double Run(int first, int count) => _process.Ask(Search(CallsForEachQuery ? "single" : "batch", first, count))["seconds"]!.GetValue<double>();

    /// <summary>The rows that the peer finds for some queries.</summary>
    public int[][] Answers(int first, int count)
    {
        var request = Search("batch", first, count);
        request["ids"] = _answers;
        _process.Ask(request);
        return NpyFile.ReadInts(_answers);
    }

    /// <summary>Median and 99th percentile of single calls, and what such a call costs without a search; all in seconds.</summary>
    public (double Median, double Tail, double Overhead) Times(int count)
    {
        var answer = _process.Ask(Search("single", 0, Math.Min(count, _queries)));
        var overhead = _process.Ask(new JsonObject { ["do"] = "overhead", ["k"] = _k });
        return (answer["p50"]!.GetValue<double>(), answer["p99"]!.GetValue<double>(), overhead["seconds"]!.GetValue<double>());
    }

    public void Dispose() => _process.Dispose();

    private JsonObject Search(string how, int first, int count) => new() { ["do"] = how, ["first"] = first, ["count"] = count, ["k"] = _k };
}
