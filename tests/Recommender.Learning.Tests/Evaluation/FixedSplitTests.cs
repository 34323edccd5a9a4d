using Recommender.Learning.Data;
using Recommender.Learning.Evaluation;

namespace Recommender.Learning.Tests.Evaluation;

public sealed class FixedSplitTests
{
    [Fact]
    public void Files_are_joined_by_ids()
    {
        var training = Of(("ann", ["a", "b"]), ("bob", ["b"]));
        var test = Of(("bob", ["c", "b"]), ("ann", ["d"]));
        var (split, titles) = FixedSplit.Of(training, test);

        Assert.Equal(["a", "b", "c", "d"], titles.Select(static title => title.Id));
        Assert.Equal(["ann: a b", "bob: b"], Histories(split.Training, titles, ["ann", "bob"]));
        Assert.Equal(["d"], Ids(split.Cases.Relevant(0), titles));
        Assert.Equal(["c"], Ids(split.Cases.Relevant(1), titles));
        Assert.Equal(["1 interactions of the test file are in the histories already: not asked"], split.Notes);
    }

    [Fact]
    public void Members_who_are_folded_in_are_not_learnt_from()
    {
        var (split, titles) = FixedSplit.Of(Of(("ann", ["a", "b"])), Of(("eve", ["b"])), foldIn: Of(("eve", ["a"])));

        Assert.Equal(["ann: a b", "eve: "], Histories(split.Training, titles, ["ann", "eve"]));
        Assert.Equal(["a"], Ids(split.Cases.History(0).Titles, titles));
        Assert.Equal(["b"], Ids(split.Cases.Relevant(0), titles));
    }

    [Fact]
    public void A_member_without_negatives_is_refused_by_name()
    {
        var negatives = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["bob"] = ["c"] };
        var refused = Assert.Throws<InvalidDataException>(() => FixedSplit.Of(Of(("ann", ["a"])), Of(("ann", ["b"])), negatives: negatives));

        Assert.Equal("member 'ann' is asked and has no line in the file of negatives", refused.Message);
    }

    [Fact]
    public void A_test_file_that_asks_for_nothing_new_is_refused()
    {
        var refused = Assert.Throws<InvalidDataException>(() => FixedSplit.Of(Of(("ann", ["a"])), Of(("ann", ["a"]))));

        Assert.Contains("asks for nothing that histories lack (1 of its interactions", refused.Message, StringComparison.Ordinal);
    }

    private static Dataset Of(params (string Member, string[] Titles)[] members)
    {
        string[] titles = [.. members.SelectMany(static member => member.Titles).Distinct()];
        var histories = members.Select(member => member.Titles.Select(id => Array.IndexOf(titles, id)).ToArray()).ToArray();
        return new(new IdTable(members.Select(static member => member.Member)), [.. titles.Select(static id => new Title(id, id, null, [], []))], [], Made.Of(titles.Length, histories));
    }

    private static string[] Ids(ReadOnlySpan<int> rows, IReadOnlyList<Title> titles) => Array.ConvertAll(rows.ToArray(), row => titles[row].Id);

    private static IEnumerable<string> Histories(Interactions interactions, IReadOnlyList<Title> titles, string[] members) =>
        members.Select((member, row) => $"{member}: {string.Join(' ', Ids(interactions[row].Titles, titles))}");
}
