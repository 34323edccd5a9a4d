using System.Runtime.CompilerServices;
using Recommender.Server.Artworks;

namespace Recommender.Server.Tests.Artworks;

public sealed class TrialsTests
{
    private static readonly DefinedTitle Film = new(1, 77, [10, 11, 12], 2);

    [Theory, InlineData(1_024), InlineData(10_000), InlineData(2 << 20)]
    public void Knows_the_latest_as_they_were_left_and_no_others_within_its_room(int bytes)
    {
        var random = new Random(bytes);
        var trials = new Trials(bytes);
        var model = new List<(UInt128 Decision, ulong Title, double Reward)>();
        for (var step = 0; step < 40_000; step++)
        {
            model.Add((new UInt128((ulong)random.NextInt64(), (ulong)(step / 3)), (ulong)step % 3, random.NextDouble()));
            ref var begun = ref trials.Add(model[^1].Decision, model[^1].Title, new ShownArtworks(Film, 1, 2), step);
            Assert.Equal((0.0, false, 11UL, 12UL, step), (begun.Reward, begun.ImageSeen, begun.Image, begun.Trailer, begun.Context));
            (begun.Reward, begun.ImageSeen) = (model[^1].Reward, true);
        }

        var known = model.Count(entry => IsKnown(trials, entry));
        Assert.InRange((long)known * Unsafe.SizeOf<Trial>(), bytes / 2, bytes);
        Assert.All(model.TakeLast(known), entry => Assert.True(IsKnown(trials, entry)));
        Assert.False(IsKnown(trials, (model[^1].Decision, model[^1].Title + 1, 0)));
    }

    private static bool IsKnown(Trials trials, (UInt128 Decision, ulong Title, double Reward) entry)
    {
        ref var found = ref trials.Find(entry.Decision, entry.Title);
        if (Unsafe.IsNullRef(ref found)) return false;
        Assert.Equal((entry.Reward, true), (found.Reward, found.ImageSeen));
        return true;
    }
}
