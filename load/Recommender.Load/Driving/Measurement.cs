using Recommender.Load.Serving;

namespace Recommender.Load.Driving;

/// <summary>Measures the endpoints of one scenario: checked, warmed up, then in interleaved rounds.</summary>
internal sealed class Measurement(ServerProcess server, H2Load h2load, Plan plan)
{
    private const long DryRequests = 400;
    private const long FirstWarmUp = 20_000;

    /// <summary>The samples of each endpoint, in the order of the rounds.</summary>
    public async Task<IReadOnlyDictionary<Endpoint, List<Sample>>> RunAsync(Scenario scenario, CancellationToken cancellation)
    {
        await CheckAsync(scenario, cancellation);

        var requests = new Dictionary<Endpoint, long>();
        foreach (var endpoint in scenario.Endpoints) requests[endpoint] = await WarmUpAsync(scenario, endpoint, cancellation);

        var samples = scenario.Endpoints.ToDictionary(endpoint => endpoint, _ => new List<Sample>());
        for (var round = 0; round < plan.Rounds; round++)
        {
            // There and back again, so that whatever drifts falls on all alike.
            var order = round % 2 == 0 ? scenario.Endpoints : scenario.Endpoints.Reverse();
            foreach (var endpoint in order)
                samples[endpoint].Add(await MeasureAsync(scenario, endpoint, requests[endpoint], cancellation));
        }

        await CheckAsync(scenario, cancellation);
        return samples;
    }

    private async Task CheckAsync(Scenario scenario, CancellationToken cancellation)
    {
        using var check = new AnswerCheck(server.Address);
        foreach (var endpoint in scenario.Endpoints) await check.CheckAsync(scenario, endpoint, cancellation);
        await ClientCheck.RunAsync(server.Address, cancellation);
    }

    /// <summary>Lets the compiler finish its work, and finds how many requests fill the time of one measurement.</summary>
    private async Task<long> WarmUpAsync(Scenario scenario, Endpoint endpoint, CancellationToken cancellation)
    {
        if (plan.IsDry) return DryRequests;

        var first = await h2load.RunAsync(server.Address, scenario, endpoint, FirstWarmUp, cancellation);
        var second = await h2load.RunAsync(server.Address, scenario, endpoint, Filling(first), cancellation);
        return Filling(second);
    }

    private long Filling(H2LoadResult result) => (long)Math.Max(DryRequests, result.RequestsPerSecond * plan.Seconds);

    private async Task<Sample> MeasureAsync(Scenario scenario, Endpoint endpoint, long requests, CancellationToken cancellation)
    {
        var before = await server.AskAsync(Control.Begin, cancellation);
        var result = await h2load.RunAsync(server.Address, scenario, endpoint, requests, cancellation);
        var after = await server.AskAsync(Control.Read, cancellation);
        var sample = Sample.Between(before, after, result);
        await Console.Error.WriteLineAsync(
            $"{scenario.Name} | {endpoint.Name} | {sample.RequestsPerSecond:N0}/s | {sample.BytesPerCall:N0} B | {sample.ProcessorMicroseconds:N1} µs");
        return sample;
    }
}
