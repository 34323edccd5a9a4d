using Recommender.Learning.Data;
using Recommender.Numerics;

namespace Recommender.Learning.Factorization;

/// <summary>Solves for a member's embedding in closed form from the history: what a half-step of training does for that member. Immutable; safe from many threads.</summary>
/// <param name="titles">Embeddings, shape (titles, d); they stay the caller's.</param>
/// <param name="gram">α₀ Σ y·yᵀ over the titles of which members are taken to know, shape (d, d); it stays the caller's.</param>
/// <param name="known">Number of these titles.</param>
/// <param name="options">How the embeddings were trained.</param>
/// <param name="rule">What values and times mean.</param>
public sealed class FoldIn(AlignedMatrix<float> titles, AlignedMatrix<float> gram, int known, FactorizationOptions options, SignalRule rule)
{
    /// <summary>For the members of a trained model, which stays the caller's.</summary>
    public FoldIn(FactorModel model)
        : this(model.Titles, model.TitleGram, model.Titles.Rows, model.Options, model.Rule)
    {
    }

    /// <summary>Elements of an embedding, d.</summary>
    public int Dimension => titles.Dimension;

    /// <summary>Embeddings of titles, shape (titles, d).</summary>
    public AlignedMatrix<float> Titles => titles;

    /// <summary>Solves.</summary>
    /// <param name="history">What the member did; of an empty one the embedding is zeros.</param>
    /// <param name="workspace">Memory to work in, of the same dimension, not shared with a call that runs.</param>
    /// <param name="member">Receives the embedding, shape (d).</param>
    /// <exception cref="ArgumentException">A shape does not match, there is no such title, or a value is not finite; nothing was written.</exception>
    /// <remarks>n·d²/2 + d³/6 steps for n titles. Allocates only where a workspace meets a longer history than ever before.</remarks>
    public void Solve(MemberHistory history, FoldInWorkspace workspace, Span<float> member)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (workspace.Dimension != Dimension) throw new ArgumentException($"the workspace is for {workspace.Dimension} elements; needed is {Dimension}", nameof(workspace));
        if (member.Length != Dimension) throw new ArgumentException($"length is {member.Length}; expected {Dimension}", nameof(member));

        var (weights, targets) = workspace.Solver.Entries(history.Count);
        rule.Judge(history.Values, history.Times, weights.Span, targets.Span);
        workspace.Solver.Solve(history.Titles, titles, gram, known, options, member);
    }
}
