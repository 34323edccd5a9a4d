using System.Diagnostics;
using Recommender.Learning.Data;
using Recommender.Numerics;

namespace Recommender.Learning.Factorization;

/// <summary>One training, epoch by epoch: members from titles, then titles from members.</summary>
internal sealed class FactorTraining : IDisposable
{
    private readonly FactorizationOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly SignalRule _rule;
    private readonly SignalRows _ofMembers;
    private readonly SignalRows _ofTitles;
    private readonly RowSolver[] _solvers;
    private readonly HalfStep _memberStep;
    private readonly HalfStep _titleStep;
    private readonly List<double> _losses = [];
    private AlignedMatrix<float>? _members;
    private AlignedMatrix<float>? _titles;
    private AlignedMatrix<float>? _titleGram;

    /// <summary>Draws the first embeddings of titles; those of members follow from them.</summary>
    public FactorTraining(Interactions interactions, FactorizationOptions options, CancellationToken cancellation)
    {
        (_options, _cancellation) = (options, cancellation);
        _rule = SignalRule.Of(options.Signal, interactions);
        (_ofMembers, _ofTitles) = (new MemberSignals(interactions, _rule), new TitleSignals(interactions, _rule));
        _solvers = [.. Enumerable.Range(0, options.Threads ?? Environment.ProcessorCount).Select(_ => new RowSolver(options.Dimension))];
        (_memberStep, _titleStep) = (new HalfStep(_ofMembers, options, _solvers), new HalfStep(_ofTitles, options, _solvers));
        _members = new AlignedMatrix<float>(interactions.MemberCount, options.Dimension);
        _titles = FirstEmbeddings.Draw(interactions.TitleCount, options.Dimension, options.InitialDeviation, options.Seed);
    }

    /// <summary>Epochs done.</summary>
    public int Epoch => _losses.Count;

    /// <summary>All that the next epoch depends on; the matrix stays this training's.</summary>
    public ReachedState Reached => new(_titles!, _losses);

    /// <summary>Takes over what an earlier training reached, and the matrix with it.</summary>
    public void GoOnFrom(ReachedState reached)
    {
        _titles!.Dispose();
        _titles = reached.Titles;
        _losses.AddRange(reached.Losses);
    }

    /// <summary>Runs one epoch.</summary>
    public FactorizationProgress Run()
    {
        var started = Stopwatch.GetTimestamp();
        _titleGram ??= HalfStep.Gram(_titles!, _options, _cancellation);
        _memberStep.Run(_titles!, _titleGram, _members!, _cancellation);
        using var memberGram = HalfStep.Gram(_members!, _options, _cancellation);
        _titleStep.Run(_members!, memberGram, _titles!, _cancellation);
        _titleGram.Dispose();
        _titleGram = HalfStep.Gram(_titles!, _options, _cancellation);
        var elapsed = Stopwatch.GetElapsedTime(started);

        var loss = new SquaredLoss(new(_members!, memberGram, _ofMembers), new(_titles!, _titleGram, _ofTitles), _options);
        _losses.Add(loss.Compute(_cancellation));
        return new(Epoch, _options.Epochs, _losses[^1], elapsed);
    }

    /// <summary>Solves for the members once more, so that each has what a fold-in gives, and hands everything over.</summary>
    public FactorModel Finish()
    {
        _titleGram ??= HalfStep.Gram(_titles!, _options, _cancellation);
        _memberStep.Run(_titles!, _titleGram, _members!, _cancellation);
        var model = new FactorModel(_options, _rule, _members!, _titles!, _titleGram, _losses);
        (_members, _titles, _titleGram) = (null, null, null);
        return model;
    }

    public void Dispose()
    {
        foreach (var solver in _solvers) solver.Dispose();
        _members?.Dispose();
        _titles?.Dispose();
        _titleGram?.Dispose();
    }
}
