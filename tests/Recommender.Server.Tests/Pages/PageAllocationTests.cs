using Google.Protobuf.WellKnownTypes;
using Recommender.Server.Tests.Support;
using Recommender.V1;

namespace Recommender.Server.Tests.Pages;

[Collection(nameof(Alone))]
public sealed class PageAllocationTests
{
    private const int Budget = 8 * 1024;
    private const int Calls = 1_000;

    [Fact]
    public async Task A_page_allocates_no_more_than_its_budget_from_socket_to_socket()
    {
        await using var server = await LocalServer.StartAsync();
        var request = new RecommendRequest
        {
            MemberId = "m0000007",
            Context = new PageContext { Country = "DE", Language = "en", Device = DeviceKind.Tv, MaturityCeiling = 18, Surface = "home", Time = new Timestamp { Seconds = 1_767_225_600 } },
            Seed = 1,
        };
        var page = await new RecommendationService.RecommendationServiceClient(server.Channel).RecommendAsync(request);
        Assert.InRange(page.Rows.Sum(static row => row.Titles.Count), 80, 200);

        var (bytes, length) = await Task.Run(() => Measure(server.Address, request));

        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes / Calls} bytes allocated for a page of {length} bytes");
        Assert.Equal(page.CalculateSize(), length);
        Assert.True(bytes / Calls <= Budget, $"a page allocates {bytes / Calls} bytes; allowed are {Budget}");
    }

    private static (long Bytes, int Length) Measure(Uri address, RecommendRequest request)
    {
        using var client = new FrugalClient(address, "/recommender.v1.RecommendationService/Recommend", request);
        for (var i = 0; i < Calls; i++) client.Call();
        var (before, length) = (GC.GetTotalAllocatedBytes(precise: true), 0);
        for (var i = 0; i < Calls; i++) length = client.Call();
        return (GC.GetTotalAllocatedBytes(precise: true) - before, length);
    }
}
