namespace Recommender.Learning.Artworks;

/// <summary>
/// From what was seen of artworks to how likely each is the best of its title, context by context, so that any part of a catalogue can be learnt from at any time. What <see cref="ArtworkBandit"/> does for all
/// titles in memory. Safe from many threads.
/// </summary>
/// <remarks>The model is <see cref="RewardPrior"/>'s.</remarks>
public sealed class ArtworkModel
{
    // One observation moves a context by little, so that two steps from where it stood are all that is left to do.
    private const int Steps = 2;

    private readonly RewardPrior _prior;
    private readonly double _certainty;

    /// <summary>Takes in what is believed.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public ArtworkModel(ArtworkBanditOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        (_prior, _certainty) = (new RewardPrior(options), 1 / (options.TagDeviation * options.TagDeviation));
    }

    /// <summary>What a persona is expected to make of tags before anything was seen.</summary>
    /// <param name="tagMatch">As in <see cref="Learn"/>.</param>
    public PersonaTaste Expect(double[] tagMatch)
    {
        ArgumentNullException.ThrowIfNull(tagMatch);
        var covariance = new double[tagMatch.Length * tagMatch.Length];
        for (var tag = 0; tag < tagMatch.Length; tag++) covariance[(tag * tagMatch.Length) + tag] = 1 / _certainty;
        return new(new TagTaste([.. tagMatch], covariance));
    }

    /// <summary>Learns from all contexts of a persona what it makes of tags.</summary>
    /// <param name="contexts">The contexts; tags are below the number of tags.</param>
    /// <param name="tagMatch">How much each tag is expected to change the logit of the reward, shape (tags).</param>
    /// <remarks>O(contexts · artworks² · tags depicted² + tags³).</remarks>
    public PersonaTaste Learn(IEnumerable<ArtworkContext> contexts, double[] tagMatch)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        ArgumentNullException.ThrowIfNull(tagMatch);
        var tags = tagMatch.Length;
        var (precision, right) = (new double[tags * tags], new double[tags]);
        foreach (var context in contexts) _prior.AddEvidence(Working(context), context.Depicts, precision, right);
        for (var tag = 0; tag < tags; tag++)
        {
            precision[(tag * tags) + tag] += _certainty;
            right[tag] += _certainty * tagMatch[tag];
        }

        Cholesky.Factor(precision, tags);
        Cholesky.Solve(precision, tags, right);
        return new(new TagTaste(right, Cholesky.Inverse(precision, tags)));
    }

    /// <summary>How likely each artwork of a context is the best.</summary>
    /// <param name="context">The context; what the model makes of it is kept there.</param>
    /// <param name="taste">Of the context's persona.</param>
    /// <param name="wins">Receives probabilities of sum 1, shape (artworks).</param>
    /// <remarks>O(artworks³ + 1,024 · artworks²).</remarks>
    public void Wins(ArtworkContext context, PersonaTaste taste, Span<double> wins)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(taste);
        var counts = context.Counts;
        for (var step = 1; step < Steps; step++) counts.Means = _prior.Posterior(Working(context), context.Depicts, taste.Taste).Means;
        var (means, covariance) = _prior.Posterior(Working(context), context.Depicts, taste.Taste);
        counts.Means = means;
        WinProbabilities.Write(means, covariance, wins);
    }

    /// <summary>The reward to expect of a context whatever the artwork: its mean, drawn towards its title's, and that towards the mean of all.</summary>
    /// <param name="context">What was seen in it.</param>
    /// <param name="title">Weight and reward of the title in all contexts.</param>
    /// <param name="all">Weight, above 0, and reward of all titles.</param>
    /// <returns>In (0, 1).</returns>
    public static double Expect(ArtworkContext context, (double Weight, double Reward) title, (double Weight, double Reward) all)
    {
        ArgumentNullException.ThrowIfNull(context);
        return TitleExpectation.Of(context.Counts, title, all);
    }

    private static WorkingRewards Working(ArtworkContext context) => WorkingRewards.Of(context.Counts, context.ExpectedReward, context.Counts.Means);
}
