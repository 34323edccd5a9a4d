using Recommender.Numerics;
using Recommender.Storage.Models;

namespace Recommender.Storage.Tests.Models;

public sealed class MemberQueriesTests
{
    [Theory]
    [InlineData(64, 64)]
    [InlineData(1_000, 1_000)]
    [InlineData(50_000, 1_024)]
    public void Are_members_from_all_over(int members, int queries)
    {
        using var all = Members(members, static row => row + 1);

        using var drawn = MemberQueries.Of(all)!;

        var numbers = Enumerable.Range(0, drawn.Rows).Select(row => drawn[row][0]).ToArray();
        Assert.Equal(queries, numbers.Distinct().Count());
        Assert.Equal(numbers.Order(), numbers);
        Assert.InRange(numbers[queries / 2], 0.45f * members, 0.55f * members);
    }

    [Fact]
    public void Leave_out_whom_nothing_is_known_of()
    {
        using var all = Members(1_000, static row => row % 2 == 0 ? 0 : row % 5 == 0 ? float.NaN : row);

        using var drawn = MemberQueries.Of(all)!;

        Assert.Equal(400, drawn.Rows);
        Assert.DoesNotContain(Enumerable.Range(0, drawn.Rows), row => !(drawn[row][0] > 0));
    }

    [Fact]
    public void Of_a_few_members_there_are_none()
    {
        using var few = Members(63, static row => row + 1);
        using var none = Members(0, static row => row);

        Assert.Null(MemberQueries.Of(few));
        Assert.Null(MemberQueries.Of(none));
    }

    private static AlignedMatrix<float> Members(int count, Func<int, float> first)
    {
        var members = new AlignedMatrix<float>(count, 8);
        for (var row = 0; row < count; row++) members.Writable(row)[0] = first(row);
        return members;
    }
}
