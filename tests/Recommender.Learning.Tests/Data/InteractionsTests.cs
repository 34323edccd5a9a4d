using Recommender.Learning.Data;

namespace Recommender.Learning.Tests.Data;

public sealed class InteractionsTests
{
    [Fact]
    public void A_member_has_its_own_history()
    {
        var interactions = new Interactions(3, [0, 2, 2, 3], [2, 0, 1], [4, 5, 1], [10, 20, 0]);

        Assert.Equal(3, interactions.MemberCount);
        Assert.Equal([2, 0], interactions[0].Titles);
        Assert.Equal([4f, 5f], interactions[0].Values);
        Assert.Equal(0, interactions[1].Count);
        Assert.Equal([1], interactions[2].Titles);
    }

    [Theory]
    [InlineData(new long[] { 0, 2 }, new[] { 0, 3 }, new float[] { 1, 1 }, new long[] { 0, 0 }, "title at 1 is 3")]
    [InlineData(new long[] { 0, 2 }, new[] { 0, 0 }, new float[] { 1, 1 }, new long[] { 0, 0 }, "member 0 has title 0 twice")]
    [InlineData(new long[] { 0, 2 }, new[] { 0, 1 }, new float[] { 1, float.NaN }, new long[] { 0, 0 }, "value at 1 is NaN")]
    [InlineData(new long[] { 0, 2 }, new[] { 0, 1 }, new float[] { 1, 1 }, new long[] { 5, 4 }, "time at 1 is 4")]
    [InlineData(new long[] { 0, 1 }, new[] { 0, 1 }, new float[] { 1, 1 }, new long[] { 0, 0 }, "offsets run from 0 to 1")]
    [InlineData(new long[] { 0, 2, 1, 2 }, new[] { 0, 1 }, new float[] { 1, 1 }, new long[] { 0, 0 }, "offset 2 is 1")]
    [InlineData(new long[] { 0, 2 }, new[] { 0, 1 }, new float[] { 1 }, new long[] { 0, 0 }, "1 values")]
    public void What_does_not_fit_is_refused_by_place(long[] offsets, int[] titles, float[] values, long[] times, string message)
    {
        var refused = Assert.Throws<InvalidDataException>(() => new Interactions(3, offsets, titles, values, times));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }
}
