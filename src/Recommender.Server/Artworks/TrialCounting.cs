using System.Runtime.CompilerServices;
using Recommender.Storage.Decisions;

namespace Recommender.Server.Artworks;

/// <summary>Joins what came of decisions to the artworks that were shown, record by record in the order of the log. The same records make the same counts. One thread at a time.</summary>
/// <remarks>
/// An impression counts at once as a trial of the image, a trailer that was watched as one of the trailer; a play counts as both where
/// nothing else was told. Once what was watched passes the threshold, trials are rewarded, and more so the more is watched: at most 1 for a title of a decision.
/// </remarks>
internal sealed class TrialCounting(ArtworkCounts counts, ArtworkLearningOptions options)
{
    private readonly DefinedTitles _titles = new();
    private readonly RecentDecisions _decisions = new(options.MemoryBytes / 2);
    private readonly Trials _trials = new(options.MemoryBytes / 2);
    private ShownChoice[] _shown = new ShownChoice[256];

    /// <summary>Events that named a decision that is not known, or not any more, or a title or an artwork that it did not show.</summary>
    public long Unknown { get; private set; }

    /// <summary>Events that came later than counts.</summary>
    public long Late { get; private set; }

    /// <summary>How many parts of decisions were taken in.</summary>
    public long Decisions => _decisions.Added;

    /// <summary>How many of these are forgotten: the oldest.</summary>
    public long ForgottenDecisions => _decisions.Forgotten;

    /// <summary>Takes in a record.</summary>
    /// <param name="record">Of the log.</param>
    /// <param name="isCounted">Whether what it says is in the counts already, so that it is only remembered.</param>
    public void Take(ReadOnlySpan<byte> record, bool isCounted)
    {
        switch (DecisionRecords.KindOf(record))
        {
            case DecisionRecordKind.Title: _titles.Define(TitleRecord.Read(record), _decisions.Added); break;
            case DecisionRecordKind.Decision: Take(DecisionRecord.Open(record)); break;
            case DecisionRecordKind.Outcome: Take(OutcomeRecord.Read(record), isCounted); break;
        }
    }

    // Of a title that could be shown in one way only, nothing can be learnt.
    private void Take(DecisionRecord decision)
    {
        var count = 0;
        while (decision.TryNextRow(out var row))
        {
            if (_shown.Length < count + row.Titles) Array.Resize(ref _shown, Math.Max(count + row.Titles, 2 * count));
            for (var i = 0; i < row.Titles; i++)
            {
                var choice = decision.NextChoice();
                var (definition, images) = _titles[choice.Number];
                _shown[count] = new ShownChoice(definition, (short)(choice.Images > 1 ? choice.Image : -1), (short)(choice.Trailers > 1 ? choice.Trailer : -1));
                var isKnown = definition != 0 && images == choice.Images && (_shown[count].Image & _shown[count].Trailer) >= 0;
                count += isKnown ? 1 : 0;
            }
        }

        _decisions.Add(decision.Header.Id, counts.ContextOf(decision.Persona), _shown.AsSpan(0, count));
        _titles.Forget(_decisions.Forgotten);
    }

    private void Take(OutcomeRecord outcome, bool isCounted)
    {
        if (outcome.Time - DecisionIds.TimeOf(outcome.Decision) > options.Window.TotalMilliseconds)
        {
            Late++;
            return;
        }

        ref var trial = ref _trials.Find(outcome.Decision, outcome.Title);
        if (Unsafe.IsNullRef(ref trial))
        {
            if (!_decisions.TryFind(outcome.Decision, _titles.Find(outcome.Title), out var shown, out var context))
            {
                Unknown++;
                return;
            }

            trial = ref _trials.Add(outcome.Decision, outcome.Title, shown, context);
        }

        if (outcome.Artwork != 0 && outcome.Artwork != trial.Image && outcome.Artwork != trial.Trailer)
        {
            Unknown++;
            return;
        }

        See(ref trial, trailerToo: outcome.Kind == OutcomeKind.TrailerView, isCounted);
        if (outcome.Kind is OutcomeKind.Impression or OutcomeKind.TrailerView) return;
        switch (outcome.Kind)
        {
            case OutcomeKind.Begin: trial.Play.Begin(outcome.PositionSeconds, outcome.DurationSeconds); break;
            case OutcomeKind.Watch: trial.Play.Reach(outcome.PositionSeconds, outcome.DurationSeconds); break;
            case OutcomeKind.Complete: trial.Play.Complete(outcome.PositionSeconds, outcome.DurationSeconds, options.Play.PlaySeconds); break;
        }

        Reward(ref trial, options.Play.Of(trial.Play.WatchedSeconds, trial.Play.DurationSeconds), isCounted);
    }

    private void See(ref Trial trial, bool trailerToo, bool isCounted)
    {
        if (!trial.ImageSeen)
        {
            trial.ImageSeen = true;
            CountImage(ref trial, weight: 1, trial.Reward, isCounted);
        }

        if (!trailerToo || trial.TrailerSeen) return;
        trial.TrailerSeen = true;
        CountTrailer(ref trial, weight: 1, trial.Reward, isCounted);
    }

    private void Reward(ref Trial trial, double reward, bool isCounted)
    {
        var more = reward - trial.Reward;
        if (more <= 0) return;
        trial.Reward = reward;
        CountImage(ref trial, weight: 0, more, isCounted);
        if (trial.TrailerSeen) CountTrailer(ref trial, weight: 0, more, isCounted);
    }

    private void CountImage(ref Trial trial, double weight, double reward, bool isCounted)
    {
        if (!isCounted && trial.ImageWasChosen) counts.Add(trial.Title, trial.Context, trial.Image, isTrailer: false, weight, reward);
    }

    private void CountTrailer(ref Trial trial, double weight, double reward, bool isCounted)
    {
        if (!isCounted && trial.Trailer != 0) counts.Add(trial.Title, trial.Context, trial.Trailer, isTrailer: true, weight, reward);
    }
}
