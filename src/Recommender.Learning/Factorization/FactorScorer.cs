using System.Collections.Concurrent;
using Recommender.Learning.Data;
using Recommender.Learning.Scoring;
using Recommender.Numerics;

namespace Recommender.Learning.Factorization;

/// <summary>Scores titles by their inner products with a member's embedding. Owns the model.</summary>
public sealed class FactorScorer : ITitleScorer, IDisposable
{
    private readonly FactorModel _model;
    private readonly FoldIn _foldIn;
    private readonly ConcurrentBag<FoldInWorkspace> _workspaces = [];
    private readonly ThreadLocal<float[]> _member;

    /// <summary>Takes a model over.</summary>
    public FactorScorer(FactorModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        (_model, _foldIn) = (model, new FoldIn(model));
        _member = new ThreadLocal<float[]>(() => new float[model.Titles.Dimension]);
    }

    /// <inheritdoc/>
    public string Name => "factors";

    /// <inheritdoc/>
    public int TitleCount => _model.Titles.Rows;

    /// <summary>What it scores with.</summary>
    public FactorModel Model => _model;

    /// <inheritdoc/>
    public void Score(MemberHistory history, Span<float> scores)
    {
        if (!_workspaces.TryTake(out var workspace)) workspace = new FoldInWorkspace(_foldIn.Dimension);
        _foldIn.Solve(history, workspace, _member.Value!);
        _workspaces.Add(workspace);
        Scan(_member.Value!, scores);
    }

    /// <summary>Scores every title for a member known at training.</summary>
    /// <param name="member">Row of the member.</param>
    /// <param name="scores">Receives scores, higher is better, shape (titles).</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such member.</exception>
    public void Score(int member, Span<float> scores) => Scan(_model.Members[member], scores);

    /// <summary>Frees the model and what was worked in.</summary>
    public void Dispose()
    {
        while (_workspaces.TryTake(out var workspace)) workspace.Dispose();
        _member.Dispose();
        _model.Dispose();
    }

    private void Scan(ReadOnlySpan<float> member, Span<float> scores)
    {
        if (_model.Titles.Rows > 0) RowScan.Scan(_model.Titles, member, scores);
    }
}
