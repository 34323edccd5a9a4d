using Recommender.Learning.Data;
using Recommender.Learning.Evaluation;
using Recommender.Learning.Scoring;
using Recommender.Learning.Tests.Evaluation;
using Recommender.Learning.Tuning;

namespace Recommender.Learning.Tests.Tuning;

public sealed class TunerTests
{
    private static readonly double[] Sizes = [1, 2];
    private static readonly LeaveLastOut Protocol = new(HeldBack.Titles(1));

    [Fact]
    public void The_choice_does_not_see_the_test_part()
    {
        // The same but for what is asked in the end: every member's last title is another one.
        var (one, other) = (Made.Tastes(seed: 3), Changed(Made.Tastes(seed: 3)));
        var (first, second) = (Protocol.Divide(one), Protocol.Divide(other));
        Assert.NotEqual(first.Cases.Relevant(0).ToArray(), second.Cases.Relevant(0).ToArray());

        Assert.Equal(Search(first.Training), Search(second.Training));
    }

    [Fact]
    public void Finds_what_is_better_than_the_default()
    {
        var validation = Protocol.Divide(Made.Tastes(seed: 4));
        var trials = new Tuner(validation, Unhurried(40), TimeProvider.System).Search(new Peaked());

        Assert.Equal(40, trials.Count);
        Assert.Equal(40, trials.Select(static trial => trial.Settings.ToString()).Distinct().Count());
        Assert.InRange(Tuner.Best(trials).Settings["x"], 25, 36);
        Assert.True(Tuner.Best(trials).Value > trials[0].Value);
    }

    [Fact]
    public void A_search_with_less_time_is_the_beginning_of_one_with_more()
    {
        var validation = Protocol.Divide(Made.Tastes(seed: 4));
        var whole = new Tuner(validation, Unhurried(20), TimeProvider.System).Search(new Peaked());
        var clock = new SteppingClock();
        var cut = new Tuner(validation, Unhurried(20) with { Budget = TimeSpan.FromSeconds(5.5) }, clock).Search(new Peaked { Learnt = () => clock.Advance(TimeSpan.FromSeconds(1)) });

        Assert.Equal(5, cut.Count);
        Assert.Equal(whole.Take(5).Select(static trial => (trial.Settings.ToString(), trial.Value)), cut.Select(static trial => (trial.Settings.ToString(), trial.Value)));
    }

    [Fact]
    public void Goes_on_when_all_around_the_best_is_tried()
    {
        // The best is the costliest of two costly choices, so raising them leads nowhere new.
        var kind = new Peaked { Space = [SettingRange.Logarithmic("x", 1, 1000, 30), SettingRange.Choice("size", Sizes, 2) with { IsCostly = true }] };

        Assert.Equal(80, new Tuner(Protocol.Divide(Made.Tastes(seed: 4)), Unhurried(80), TimeProvider.System).Search(kind).Count);
    }

    [Fact]
    public void A_kind_without_settings_is_tried_once() =>
        Assert.Single(new Tuner(Protocol.Divide(Made.Tastes(seed: 4)), Unhurried(20), TimeProvider.System).Search(new PopularityKind()));

    private static List<string> Search(Interactions training)
    {
        var tuner = new Tuner(Protocol.Divide(training), Unhurried(12), TimeProvider.System);
        return [.. new IModelKind[] { new ItemKnnKind(), new EaseKind(1000) }.Select(kind => Tuner.Best(tuner.Search(kind)).Settings.ToString())];
    }

    private static TuneOptions Unhurried(int trials) => new() { Budget = TimeSpan.FromHours(1), MostTrials = trials };

    private static Interactions Changed(Interactions all)
    {
        var titles = all.Titles.ToArray();
        for (var member = 0; member < all.MemberCount; member++)
        {
            var had = all[member].Titles.ToArray();
            if (had.Length >= 2) titles[(int)all.Offsets[member + 1] - 1] = Enumerable.Range(0, all.TitleCount).First(title => !had.Contains(title));
        }

        return new(all.TitleCount, all.Offsets.ToArray(), titles, all.Values.ToArray(), all.Times.ToArray());
    }

    /// <summary>Noise that disappears towards x = 30: the nearer, the more of the order is popularity's.</summary>
    private sealed class Peaked : IModelKind
    {
        public Action Learnt { get; init; } = static () => { };

        public string Name => "peaked";

        public IReadOnlyList<SettingRange> Space { get; init; } = [SettingRange.Logarithmic("x", 1, 1000, 500)];

        public ITitleScorer Learn(Interactions training, Settings settings, CancellationToken cancellation = default)
        {
            Learnt();
            cancellation.ThrowIfCancellationRequested();
            var random = new Random(1);
            var scores = new float[training.TitleCount];
            foreach (var title in training.Titles) scores[title]++;
            for (var title = 0; title < scores.Length; title++) scores[title] += (float)(random.NextDouble() * 100 * Math.Abs(Math.Log(settings["x"] / 30)));
            return new Made.Fixed(scores);
        }
    }

    /// <summary>A clock that moves when it is told to, and fires what is due.</summary>
    private sealed class SteppingClock : TimeProvider
    {
        private readonly List<Timer> _timers = [];
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan by)
        {
            _now += by.Ticks;
            foreach (var timer in _timers) timer.FireIfDue(_now);
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new Timer(() => callback(state), _now + dueTime.Ticks);
            _timers.Add(timer);
            return timer;
        }

        private sealed class Timer(Action fire, long due) : ITimer
        {
            private bool _fired;

            public void FireIfDue(long now)
            {
                if (_fired || now < due) return;
                _fired = true;
                fire();
            }

            public bool Change(TimeSpan dueTime, TimeSpan period) => false;

            public void Dispose() => _fired = true;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
