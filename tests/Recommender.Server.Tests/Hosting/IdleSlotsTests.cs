using Recommender.Server.Hosting;

namespace Recommender.Server.Tests.Hosting;

public sealed class IdleSlotsTests
{
    [Fact]
    public void The_lowest_slot_is_taken_first_and_what_finds_none_is_let_go()
    {
        var slots = new IdleSlots<object>(most: 2);
        var (one, two, three) = (new object(), new object(), new object());

        Assert.Null(slots.Take());
        slots.Return(one);
        slots.Return(two);
        slots.Return(three);   // finds no slot

        Assert.Same(one, slots.Take());
        Assert.Same(two, slots.Take());
        Assert.Null(slots.Take());
    }

    [Fact]
    public void Nothing_is_ever_with_two_at_once()
    {
        var slots = new IdleSlots<Item>(most: 3);

        Parallel.For(0, 8, _ =>
        {
            for (var round = 0; round < 20_000; round++)
            {
                var item = slots.Take() ?? new Item();
                Assert.Equal(1, Interlocked.Increment(ref item.Holders));
                Interlocked.Decrement(ref item.Holders);
                slots.Return(item);
            }
        });
    }

    private sealed class Item
    {
        public int Holders;
    }
}
