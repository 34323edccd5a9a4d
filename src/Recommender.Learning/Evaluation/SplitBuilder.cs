using Recommender.Learning.Data;

namespace Recommender.Learning.Evaluation;

/// <summary>Marks for every interaction where it goes, and makes the split of it.</summary>
internal sealed class SplitBuilder(Interactions all)
{
    private readonly bool[] _training = new bool[all.Count];
    private readonly bool[] _history = new bool[all.Count];
    private readonly List<int> _members = [];
    private readonly List<int[]> _relevant = [];

    public Interactions All => all;

    public List<string> Notes { get; } = [];

    /// <summary>Learnt from.</summary>
    public void Train(int at) => _training[at] = true;

    /// <summary>Seen of a case's member, but not learnt from.</summary>
    public void FoldIn(int at) => _history[at] = true;

    /// <summary>Asks for titles of a member.</summary>
    public void Ask(int member, int[] relevant)
    {
        _members.Add(member);
        _relevant.Add(relevant);
    }

    public Split Build(string description)
    {
        if (_members.Count == 0) throw new InvalidDataException($"{description}: no member is left to be asked{Reasons}");
        if (!_training.Contains(value: true)) throw new InvalidDataException($"{description}: no interaction is left to learn from{Reasons}");
        var training = Subset.Of(all, _training);
        for (var i = 0; i < _history.Length; i++) _history[i] |= _training[i];
        var histories = _history.AsSpan().SequenceEqual(_training) ? training : Subset.Of(all, _history);
        return new(training, new TestCases(histories, [.. _members], new TitleLists(_relevant)), Notes);
    }

    private string Reasons => Notes.Count == 0 ? "" : $" ({string.Join("; ", Notes)})";
}
