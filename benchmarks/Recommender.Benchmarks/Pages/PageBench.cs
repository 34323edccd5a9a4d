using BenchmarkDotNet.Attributes;
using Recommender.Ranking;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Tracing;

namespace Recommender.Benchmarks.Pages;

/// <summary>Whole pages of 10 rows of 20 titles from 20,000 titles of 128 dimensions.</summary>
[MemoryDiagnoser]
public class PageBench
{
    private const int Titles = 20_000;
    private const int Members = 256;
    private const int TimedPages = 5_000;

    private readonly RankingScratch _scratch = new();
    private readonly Page _page = new();
    private PageWorld _world = null!;
    private PageQuery _query = null!;
    private int _next;

    /// <summary>Makes the world and refuses a page that breaks a promise.</summary>
    [GlobalSetup]
    public void Setup()
    {
        (_world, _scratch.Times) = (new PageWorld(Titles, Members), null);
        _query = _world.Query();
        foreach (var member in _world.Members)
        {
            PageRanker.Rank(_world.Generation, _query, member, _scratch, _page);
            PagePromises.Check(_world.Generation, _query, member, _page);
        }
    }

    /// <summary>Says what each stage takes, and frees the world.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        var times = _scratch.Times = new StageTimes();
        for (var i = 0; i < TimedPages; i++) WholePage();
        foreach (var stage in Enum.GetValues<RankingStage>()) Console.WriteLine($"// stage {stage,-12} {times.PerPage(stage).TotalMicroseconds,7:0.0} us");
        Console.WriteLine($"// stage {"all",-12} {Enum.GetValues<RankingStage>().Sum(stage => times.PerPage(stage).TotalMicroseconds),7:0.0} us");
        _world.Dispose();
    }

    /// <summary>What the server does for one call, without the wire.</summary>
    [Benchmark]
    public int WholePage()
    {
        _query.Seed = (ulong)_next;
        PageRanker.Rank(_world.Generation, _query, _world.Members[_next++ % Members], _scratch, _page);
        return _page.Titles.Count;
    }
}
