namespace Recommender.Storage.Tests.Faults;

/// <summary>Callbacks that wait for a number of operations after theirs; no clock is involved.</summary>
internal sealed class DelayedCallbacks
{
    private readonly List<(int Remaining, Action Callback)> _waiting = [];

    public void Add(int operations, Action callback)
    {
        lock (_waiting) _waiting.Add((operations, callback));
    }

    /// <summary>One operation has gone by.</summary>
    /// <returns>Whether none waits any longer.</returns>
    public bool Step()
    {
        var due = new List<Action>();
        lock (_waiting)
        {
            for (var i = 0; i < _waiting.Count; i++)
            {
                _waiting[i] = (_waiting[i].Remaining - 1, _waiting[i].Callback);
                if (_waiting[i].Remaining <= 0) due.Add(_waiting[i].Callback);
            }

            _waiting.RemoveAll(static waiting => waiting.Remaining <= 0);
        }

        foreach (var callback in due) callback();
        lock (_waiting) return _waiting.Count == 0;
    }
}
