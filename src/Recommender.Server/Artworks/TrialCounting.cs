using System.Runtime.CompilerServices;
using System.Text;
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
    private ShownArtworks[] _shown = new ShownArtworks[256];

    /// <summary>Events that named a decision that is not known, or not any more, or a title or an artwork that it did not show.</summary>
    public long Unknown { get; private set; }

    /// <summary>Events that came later than counts.</summary>
    public long Late { get; private set; }

    /// <summary>Takes in a record.</summary>
    /// <param name="record">Of the log.</param>
    /// <param name="isCounted">Whether what it says is in the counts already, so that it is only remembered.</param>
    public void Take(ReadOnlySpan<byte> record, bool isCounted)
    {
        switch (DecisionRecords.KindOf(record))
        {
            case DecisionRecordKind.Title: _titles.Define(TitleRecord.Read(record)); break;
            case DecisionRecordKind.Decision: Take(DecisionRecord.Open(record)); break;
            case DecisionRecordKind.Outcome: Take(OutcomeRecord.Read(record), isCounted); break;
        }
    }

    private void Take(DecisionRecord decision)
    {
        var count = 0;
        while (decision.TryNextRow(out var row))
        {
            for (var i = 0; i < row.Titles; i++)
            {
                var shown = decision.NextTitle();
                var (image, trailer) = (shown.ImageChances.Length > 1 ? shown.Image : -1, shown.TrailerChances.Length > 1 ? shown.Trailer : -1);
                if ((image < 0 && trailer < 0) || _titles[shown.Number] is not { } title || title.Images != shown.ImageChances.Length) continue;
                if (count == _shown.Length) Array.Resize(ref _shown, 2 * count);
                _shown[count++] = new ShownArtworks(title, (short)image, (short)(trailer < 0 ? -1 : title.Images + trailer));
            }
        }

        _decisions.Add(decision.Header.Id, counts.ContextOf(Encoding.UTF8.GetString(decision.Persona)), _shown.AsSpan(0, count));
        Array.Clear(_shown, 0, count);
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
            if (!_decisions.TryFind(outcome.Decision, outcome.Title, out var shown, out var context))
            {
                Unknown++;
                return;
            }

            trial = ref _trials.Add(outcome.Decision, outcome.Title, shown, context);
        }

        if (outcome.Artwork != 0 && !Shows(trial.Shown, outcome.Artwork))
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

    private static bool Shows(ShownArtworks shown, ulong artwork) =>
        (shown.Image >= 0 && shown.Title.Artworks[shown.Image] == artwork) || (shown.Trailer >= 0 && shown.Title.Artworks[shown.Trailer] == artwork)
        || (shown.Image < 0 && shown.Title.Images == 1 && shown.Title.Artworks[0] == artwork);

    private void See(ref Trial trial, bool trailerToo, bool isCounted)
    {
        if (!trial.ImageSeen)
        {
            trial.ImageSeen = true;
            Count(trial, trial.Shown.Image, isTrailer: false, weight: 1, trial.Reward, isCounted);
        }

        if (!trailerToo || trial.TrailerSeen) return;
        trial.TrailerSeen = true;
        Count(trial, trial.Shown.Trailer, isTrailer: true, weight: 1, trial.Reward, isCounted);
    }

    private void Reward(ref Trial trial, double reward, bool isCounted)
    {
        var more = reward - trial.Reward;
        if (more <= 0) return;
        trial.Reward = reward;
        Count(trial, trial.Shown.Image, isTrailer: false, weight: 0, more, isCounted);
        if (trial.TrailerSeen) Count(trial, trial.Shown.Trailer, isTrailer: true, weight: 0, more, isCounted);
    }

    private void Count(Trial trial, int artwork, bool isTrailer, double weight, double reward, bool isCounted)
    {
        if (isCounted || artwork < 0) return;
        counts.Add(trial.Shown.Title.Hash, trial.Context, trial.Shown.Title.Artworks[artwork], isTrailer, weight, reward);
    }
}
