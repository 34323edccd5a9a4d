namespace Recommender.Learning.Artworks;

/// <summary>Learns which artwork of a title makes members of a persona look, and shares what it learns across titles through the tags that artworks depict.</summary>
/// <remarks>
/// Thompson sampling (Thompson 1933; Chapelle and Li, "An Empirical Evaluation of Thompson Sampling", NIPS 2011) whose probabilities of winning are
/// computed when a posterior changes, kept, and drawn from, so that the propensity of a choice is known exactly. The model is
/// that of <see cref="RewardPrior"/>: an artwork nobody has seen starts with what its tags are worth to the persona.
/// A reward changes its own context at once; <see cref="Learn"/> carries it to all others. One thread at a time may write; any number may read
/// and draw meanwhile. Memory: 3 numbers for each artwork and persona, and tags² for each persona.
/// </remarks>
public sealed class ArtworkBandit
{
    private readonly ArtworkBanditOptions _options;
    private readonly IReadOnlyList<IReadOnlyList<int[]>> _depicts;
    private readonly IReadOnlyList<double[]> _priors;
    private readonly ArtworkContext[][] _contexts;   // by persona, then by title
    private readonly double[][][] _probabilities;    // by persona, then by title; each array is replaced, never changed
    private readonly PersonaTaste[] _tastes;
    private readonly ArtworkModel _model;
    private readonly TitleExpectation _expectation;

    /// <summary>Starts with what tags promise.</summary>
    /// <param name="depicts">By title, then by artwork: the tags that it depicts, each once.</param>
    /// <param name="tagMatch">By persona: how much each tag is expected to change the logit of the reward, shape (tags); 0 where nothing is known. Personas have as many tags as each other.</param>
    /// <param name="options">What else is believed.</param>
    /// <exception cref="ArgumentException">An option is out of its range, a shape does not match, a title has no artwork, or a tag is none.</exception>
    public ArtworkBandit(IReadOnlyList<IReadOnlyList<int[]>> depicts, IReadOnlyList<double[]> tagMatch, ArtworkBanditOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(depicts);
        ArgumentNullException.ThrowIfNull(tagMatch);
        _options = options ?? new();
        _options.Check();
        ArtworkShapes.Check(depicts, tagMatch);
        (_depicts, _priors) = (depicts, tagMatch);
        (_model, _expectation) = (new ArtworkModel(_options), new TitleExpectation(depicts.Count, _options.ExpectedReward));
        _contexts = [.. tagMatch.Select(_ => depicts.Select(static artworks => new ArtworkContext(artworks)).ToArray())];
        _probabilities = [.. tagMatch.Select(_ => new double[depicts.Count][])];
        _tastes = new PersonaTaste[tagMatch.Count];
        Learn();
    }

    /// <summary>Number of titles.</summary>
    public int Titles => _depicts.Count;

    /// <summary>Number of personas.</summary>
    public int Personas => _priors.Count;

    /// <summary>With which probability each artwork of a title is shown to a persona; they add up to 1, and stay as they are while they are held.</summary>
    public ReadOnlySpan<double> Probabilities(int title, int persona) => Volatile.Read(ref _probabilities[persona][title]);

    /// <summary>Draws an artwork.</summary>
    /// <param name="title">The title.</param>
    /// <param name="persona">The persona.</param>
    /// <param name="draw">A uniform number in [0, 1): the same draws the same, until something is learnt.</param>
    public ArtworkChoice Draw(int title, int persona, double draw)
    {
        var probabilities = Probabilities(title, persona);
        var last = 0;
        for (var artwork = 0; artwork < probabilities.Length; artwork++)
        {
            if (probabilities[artwork] <= 0) continue;
            last = artwork;
            if (draw < probabilities[artwork]) break;
            draw -= probabilities[artwork];
        }

        return new(last, probabilities[last]);
    }

    /// <summary>Takes in what came of an impression. The context's probabilities are new when this returns.</summary>
    /// <param name="title">The title.</param>
    /// <param name="persona">The persona.</param>
    /// <param name="artwork">Which artwork was shown.</param>
    /// <param name="reward">What came of it, in [0, 1]: 1 for a play beyond the threshold.</param>
    /// <param name="weight">How much it counts, such as by minutes; 1 for an impression like others. Above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">Something is out of its range; nothing was learnt.</exception>
    public void Observe(int title, int persona, int artwork, double reward, double weight = 1)
    {
        var counts = _contexts[persona][title].Counts;
        if (artwork < 0 || artwork >= counts.Weights.Length) throw new ArgumentOutOfRangeException(nameof(artwork), artwork, $"title {title} has {counts.Weights.Length} artworks");
        if (!(reward is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(reward), reward, "allowed is 0..1");
        if (!(weight > 0 && double.IsFinite(weight))) throw new ArgumentOutOfRangeException(nameof(weight), weight, "allowed is above 0");
        counts.Weights[artwork] += weight;
        counts.Rewards[artwork] += weight * reward;
        _expectation.Add(title, reward, weight);
        Renew(title, persona);
    }

    /// <summary>Learns from all that was seen what tags are worth to each persona, and renews all probabilities.</summary>
    /// <param name="threads">Most threads to use; null: all cores. The result does not depend on it.</param>
    /// <remarks>O(personas · (tags³ + titles · artworks³ + titles · 1,024 · artworks²)).</remarks>
    public void Learn(int? threads = null)
    {
        Parallel.For(0, Personas, new ParallelOptions { MaxDegreeOfParallelism = threads ?? Environment.ProcessorCount }, persona =>
        {
            foreach (var (title, context) in _contexts[persona].Index()) Expect(title, context);
            _tastes[persona] = _model.Learn(_contexts[persona], _priors[persona]);
            for (var title = 0; title < Titles; title++) Renew(title, persona);
        });
    }

    private void Expect(int title, ArtworkContext context) => context.ExpectedReward = _expectation.Of(title, context.Counts);

    private void Renew(int title, int persona)
    {
        var context = _contexts[persona][title];
        Expect(title, context);
        var probabilities = new double[context.Artworks];
        _model.Wins(context, _tastes[persona], probabilities);

        var floor = Math.Min(_options.Floor, 1.0 / probabilities.Length);
        foreach (ref var probability in probabilities.AsSpan()) probability = floor + (1 - floor * probabilities.Length) * probability;
        Volatile.Write(ref _probabilities[persona][title], probabilities);
    }
}
