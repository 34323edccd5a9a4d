using Recommender.Learning.Data;
using Recommender.Numerics;

namespace Recommender.Learning.Factorization;

/// <summary>Trains embeddings by alternating least squares: what is minimised, and whence, stands at <see cref="FactorizationOptions"/>.</summary>
public static class ImplicitFactorization
{
    /// <summary>Trains.</summary>
    /// <param name="interactions">Of members with titles; either may be none.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="checkpoints">Where to keep what is reached, and to go on from it; null for nowhere.</param>
    /// <param name="progress">Told after each epoch, on the calling thread; null if nobody asks.</param>
    /// <param name="cancellation">Stops between rows; the last checkpoint stays.</param>
    /// <returns>The embeddings; the caller owns them.</returns>
    /// <exception cref="ArgumentException">A setting is out of range; the message names it, its value and what is allowed.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is of other interactions or settings.</exception>
    /// <exception cref="IOException">The checkpoint cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>
    /// An epoch costs n·d² + (members + titles)·d³/6 steps for n interactions, exactly solved. The same bits for any number of
    /// threads, and whether or not it was interrupted. Memory: the embeddings, and 4 bytes for each interaction, or 8 where
    /// confidences differ.
    /// </remarks>
    public static FactorModel Train(
        Interactions interactions, FactorizationOptions? options = null, CheckpointOptions? checkpoints = null,
        IProgress<FactorizationProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        options ??= new FactorizationOptions();
        options.Check();
        checkpoints?.Check();

        using var training = new FactorTraining(interactions, options, cancellation);
        var checkpoint = checkpoints is null ? null : new TrainingCheckpoint(checkpoints, options, interactions);
        if (checkpoint?.TryRead(options.Epochs) is { } reached) training.GoOnFrom(reached);

        while (training.Epoch < options.Epochs)
        {
            var done = training.Run();
            progress?.Report(done);
            if (checkpoint?.IsDue(training.Epoch, options.Epochs) == true) checkpoint.Write(training.Reached);
        }

        return training.Finish();
    }

    /// <summary>Makes a model of titles' embeddings that were learnt elsewhere: members are folded in.</summary>
    /// <param name="interactions">Of members with titles.</param>
    /// <param name="titles">Embeddings, shape (titles, d), zeros where there are none; the model owns them.</param>
    /// <param name="options">The weights; the dimension is that of the embeddings.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <returns>The model; the caller owns it.</returns>
    /// <exception cref="ArgumentException">A setting is out of range, or there is not one embedding for each title.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static FactorModel FoldInAll(
        Interactions interactions, AlignedMatrix<float> titles, FactorizationOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        ArgumentNullException.ThrowIfNull(titles);
        ArgumentNullException.ThrowIfNull(options);
        if (titles.Rows != interactions.TitleCount) throw new ArgumentException($"there are {titles.Rows} embeddings of {interactions.TitleCount} titles", nameof(titles));
        options = options with { Dimension = titles.Dimension };
        options.Check();

        using var training = new FactorTraining(interactions, options, cancellation);
        training.GoOnFrom(new ReachedState(titles, []));
        return training.Finish();
    }
}
