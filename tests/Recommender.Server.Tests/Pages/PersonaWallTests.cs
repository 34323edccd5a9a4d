using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Recommender.Ranking;
using Recommender.Ranking.Artworks;
using Recommender.Ranking.Generations;
using Recommender.Ranking.Tests.Worlds;
using Recommender.Server.Generations;
using Recommender.Server.Pages.Wire;
using Recommender.V1;
using Page = Recommender.Ranking.Pages.Page;

namespace Recommender.Server.Tests.Pages;

/// <summary>
/// The wall: whoever a member is taken to be, and whatever was learnt of artworks, the answer is the same bytes but for the artworks
/// and trailers that titles are shown with.
/// </summary>
public sealed class PersonaWallTests
{
    private const int Members = 3_000;
    private const string Decision = "0199e6a5b7c87d0e8f00112233445566";

    private readonly RankingScratch _scratch = new();
    private readonly Page _page = new();
    private readonly PageEncoding _encoding = new();
    private readonly ArrayBufferWriter<byte> _bytes = new();

    [Fact]
    public void Answers_are_the_same_bytes_but_for_artworks_whatever_the_persona_and_whatever_was_learnt()
    {
        var (shown, changed) = (0, 0);
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var (world, random) = (new RandomWorld(seed), new Random(seed));
            var served = SampleServed.Of(world.Generation);
            float[] own = [.. world.Member.Personas];
            var learnt = StronglyLearnt(world.Generation, random);
            var before = Answer(served, world, own, ArtworkPolicy.None);

            foreach (var personas in (float[][])[own, Permuted(own), Replaced(own, random), new float[own.Length]])
            {
                foreach (var policy in (ArtworkPolicy[])[ArtworkPolicy.None, learnt])
                {
                    var after = Answer(served, world, personas, policy);
                    Assert.Equal(before.WithoutArtworks, after.WithoutArtworks);
                    shown += before.Artworks.Length;
                    changed += before.Artworks.Zip(after.Artworks).Count(static pair => pair.First != pair.Second);
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Members).WithReplay(20260101UL, 1UL));
        Assert.True(changed > shown / 4, $"of {shown} artworks {changed} are others");   // else the wall has nothing to hold back
    }

    private static float[] Permuted(float[] personas) => [.. personas.Skip(1), .. personas.Take(1)];

    private static float[] Replaced(float[] personas, Random random) => [.. personas.Select(_ => random.NextSingle())];

    // Of every title, in every context, that one image and one trailer are all but certainly the best; and of every tag something.
    private static ArtworkPolicy StronglyLearnt(Generation generation, Random random)
    {
        var builder = new ArtworkPolicyBuilder();
        string[] contexts = ["", .. generation.Personas.Names];
        foreach (var context in contexts.Select(builder.ContextOf))
        {
            for (var row = 0; row < generation.Catalog.Rows; row++)
            {
                var part = generation.Catalog.PartOf(row, out var local);
                var (first, trailers, end) = (part.Artworks.First[local], part.Artworks.FirstTrailer[local], part.Artworks.First[local + 1]);
                builder.Put(new LearntArtworks(part.Ids.HashOf(local), context, Certain(trailers - first, random), Certain(end - trailers, random)));
            }
        }

        builder.PutTaste(generation.Tags, [.. contexts.Select(_ => Enumerable.Range(0, generation.Tags.Count).Select(_ => 10 * (random.NextSingle() - 0.5f)).ToArray())]);
        return builder.Build(1);
    }

    private static float[] Certain(int count, Random random)
    {
        var best = random.Next(Math.Max(1, count));
        return [.. Enumerable.Range(0, count).Select(artwork => artwork == best ? 0f : -30f)];
    }

    private (byte[] WithoutArtworks, string[] Artworks) Answer(ServedGeneration served, RandomWorld world, float[] personas, ArtworkPolicy policy)
    {
        personas.CopyTo(world.Member.Personas);
        world.Query.Artworks = policy;
        PageRanker.Rank(world.Generation, world.Query, world.Member, _scratch, _page);

        var decision = Encoding.ASCII.GetBytes(Decision);
        _bytes.ResetWrittenCount();
        _encoding.Measure(served, _page, decision);
        _encoding.Write(served, _page, decision, _bytes);
        var answer = RecommendResponse.Parser.ParseFrom(_bytes.WrittenSpan);
        var titles = answer.Rows.SelectMany(static row => row.Titles).ToArray();
        string[] artworks = [.. titles.Select(static title => $"{title.Artwork?.ArtworkId} {title.Trailer?.ArtworkId}")];
        foreach (var title in titles) (title.Artwork, title.Trailer) = (null, null);
        return (answer.ToByteArray(), artworks);
    }
}
