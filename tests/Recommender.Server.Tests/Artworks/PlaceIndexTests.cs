using Recommender.Server.Artworks;

namespace Recommender.Server.Tests.Artworks;

public sealed class PlaceIndexTests
{
    [Theory, InlineData(4, 1), InlineData(8, 3), InlineData(64, 5), InlineData(1_024, 300)]
    public void Finds_all_that_was_added_and_not_removed_however_hashes_collide(int slots, int hashes)
    {
        var random = new Random(20260101);
        var index = new PlaceIndex(slots);
        var model = new Dictionary<long, ulong>();
        var drawn = Enumerable.Range(0, hashes).Select(_ => (ulong)random.NextInt64() << 1).ToArray();
        for (var step = 0L; step < 20_000; step++)
        {
            if (model.Count == index.Room || (model.Count > 0 && random.Next(3) == 0))
            {
                var (place, hash) = model.ElementAt(random.Next(model.Count));
                index.Remove(hash, place);
                model.Remove(place);
                index.Remove(hash, place);   // it is there no more
            }
            else if (model.Count > 0 && random.Next(4) == 0)
            {
                var (place, hash) = model.ElementAt(random.Next(model.Count));
                index.Replace(hash, place, step);
                model.Remove(place);
                model.Add(step, hash);
            }
            else
            {
                model.Add(step, drawn[random.Next(hashes)]);
                index.Add(model[step], step);
            }

            var asked = drawn[random.Next(hashes)];
            var expected = model.Where(entry => entry.Value == asked).Select(static entry => entry.Key).Order();
            Assert.Equal(expected, Found(index, asked).Where(place => model.TryGetValue(place, out var hash) && hash == asked).Order());
            Assert.All(Found(index, asked), place => Assert.Contains(place, model.Keys));
        }
    }

    private static List<long> Found(PlaceIndex index, ulong hash)
    {
        var found = new List<long>();
        var places = index.PlacesOf(hash);
        while (places.TryNext(out var place)) found.Add(place);
        return found;
    }
}
