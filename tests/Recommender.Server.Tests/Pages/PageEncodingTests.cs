using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Recommender.Ranking;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Tests.Worlds;
using Recommender.Server.Generations;
using Recommender.Server.Pages.Wire;

namespace Recommender.Server.Tests.Pages;

public sealed class PageEncodingTests
{
    private const string Decision = "0199e6a5b7c87d0e8f00112233445566";

    [Fact]
    public void Is_byte_for_byte_what_the_generated_message_writes() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(20260101UL, 1UL).WithMaxTest(300),
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), static seed =>
        {
            var world = new RandomWorld(seed);
            var served = SampleServed.Of(world.Generation);
            var page = new Page();
            PageRanker.Rank(world.Generation, world.Query, world.Member, new RankingScratch(), page);

            Assert.Equal(GeneratedPage.Of(served, page, Decision).ToByteArray(), Encode(new PageEncoding(), served, page));
        }));

    [Fact]
    public void Is_the_same_whatever_was_written_before()
    {
        var encoding = new PageEncoding();
        for (var seed = 1; seed <= 20; seed++)
        {
            var world = new RandomWorld(seed);
            var served = SampleServed.Of(world.Generation);
            var page = new Page();
            PageRanker.Rank(world.Generation, world.Query, world.Member, new RankingScratch(), page);

            Assert.Equal(Encode(new PageEncoding(), served, page), Encode(encoding, served, page));
        }
    }

    [Fact]
    public void Leaves_out_of_an_empty_page_what_is_not_there()
    {
        var served = SampleServed.Of(new World { Settled = { new MadeTitle() } }.Build());

        var response = V1.RecommendResponse.Parser.ParseFrom(Encode(new PageEncoding(), served, new Page()));

        Assert.Empty(response.Rows);
        Assert.Equal(Decision, response.DecisionId);
    }

    private static byte[] Encode(PageEncoding encoding, ServedGeneration served, Page page)
    {
        var decision = System.Text.Encoding.ASCII.GetBytes(Decision);
        var output = new ArrayBufferWriter<byte>();
        var length = encoding.Measure(served, page, decision);
        encoding.Write(served, page, decision, output);
        Assert.Equal(length, output.WrittenCount);
        return output.WrittenSpan.ToArray();
    }
}
