using Recommender.Server.Members.Events;
using Recommender.Storage.Members;

namespace Recommender.Server.Tests.Members.Events;

/// <summary>What a member's events say of one title, told one after the other in the order of time: the definition.</summary>
internal sealed class EventModel
{
    private static readonly WatchDevice[] Devices = [WatchDevice.Unknown, WatchDevice.Television, WatchDevice.Handheld, WatchDevice.Handheld, WatchDevice.Web];

    private readonly EventStrengths _strengths = new();
    private readonly List<(uint Time, float Strength)> _adding = [];
    private uint _furthest;
    private uint _duration;
    private bool _completedEver;
    private float _abandon;
    private float _thumb;
    private float _hide;
    private float _list;

    public WatchState State { get; private set; }

    public uint Position { get; private set; }

    public int Plays { get; private set; }

    public WatchDevice Device { get; private set; }

    public uint Latest { get; private set; }

    public bool IsHidden => _hide != 0;

    public bool IsListed => _list != 0;

    /// <summary>Tells one title's events, each once.</summary>
    public static EventModel Of(IEnumerable<PackedEvent> events)
    {
        var model = new EventModel();
        foreach (var said in events.DistinctBy(static said => said.Id).OrderBy(static said => said.Time)) model.Tell(said);
        return model;
    }

    /// <summary>On the scale of <see cref="FoldedPortrait.Terms"/>; 0 where they say too little.</summary>
    public float Strength()
    {
        var adding = _adding.Sum(one => one.Strength * MathF.Pow(2, -(Latest - one.Time) / (_strengths.HalfLifeDays * 86_400f)));
        var share = _completedEver ? 1 : _duration > 0 ? Math.Min(1, (float)_furthest / _duration) : 0;
        var all = Math.Clamp(adding + (share * _strengths.Completion) + (State.HasFlag(WatchState.Abandoned) ? _abandon : 0) + _thumb + _hide + _list, -1, 1);
        if (MathF.Abs(all) < _strengths.Least) return 0;   // which no other sum is told as
        return 4 + (6 * all);
    }

    private void Tell(in PackedEvent said)
    {
        Latest = said.Time;
        if (said.Kind is >= PackedEventKind.Play and <= PackedEventKind.Abandon) (_duration, Device) = (Math.Max(_duration, said.Duration), Devices[said.Device]);
        switch (said.Kind)
        {
            case PackedEventKind.Play:
                _adding.Add((said.Time, _strengths.Play));
                (Position, Plays, _hide) = (said.Position, Plays + 1, 0);
                Begin();
                break;
            case PackedEventKind.Progress:
                (Position, _furthest) = (said.Position, Math.Max(_furthest, said.Position));
                GoOn();
                break;
            case PackedEventKind.SeekBack or PackedEventKind.SeekForward:
                Position = said.Position;
                GoOn();
                break;
            case PackedEventKind.Pause or PackedEventKind.Stop:
                (Position, _furthest) = (said.Position, Math.Max(_furthest, said.Position));
                State |= WatchState.Started;
                break;
            case PackedEventKind.Complete:
                _adding.Add((said.Time, _strengths.Complete));
                (Position, _completedEver) = (said.Position, true);
                State = (State | WatchState.Started | WatchState.Finished) & ~WatchState.Abandoned;
                break;
            case PackedEventKind.Abandon:
                (Position, _furthest) = (said.Position, Math.Max(_furthest, said.Position));
                _abandon = (float)(Half)(said.Position < _strengths.EarlySeconds ? _strengths.AbandonEarly : _strengths.AbandonLate);
                State |= WatchState.Started | (State.HasFlag(WatchState.Finished) ? WatchState.None : WatchState.Abandoned);
                break;
            case PackedEventKind.ThumbsUp: Thumb(WatchState.ThumbsUp, _strengths.ThumbsUp); break;
            case PackedEventKind.ThumbsDown: Thumb(WatchState.ThumbsDown, _strengths.ThumbsDown); break;
            case PackedEventKind.ClearThumbs: Thumb(WatchState.None, 0); break;
            case PackedEventKind.Hide: _hide = _strengths.Hide; break;
            case PackedEventKind.Unhide: _hide = 0; break;
            case PackedEventKind.AddToList: _list = (float)(Half)_strengths.List; break;
            case PackedEventKind.RemoveFromList: _list = 0; break;
            case PackedEventKind.Select: _adding.Add((said.Time, _strengths.Select)); break;
            case PackedEventKind.TrailerView: _adding.Add((said.Time, _strengths.TrailerView)); break;
        }
    }

    private void Begin() => State = (State | WatchState.Started) & ~(WatchState.Finished | WatchState.Abandoned);

    private void GoOn() => State = (State | WatchState.Started) & ~WatchState.Abandoned;

    private void Thumb(WatchState thumb, float strength) => (State, _thumb) = ((State & ~(WatchState.ThumbsUp | WatchState.ThumbsDown)) | thumb, strength);
}
