using Recommender.Numerics;

namespace Recommender.Learning.Factorization;

/// <summary>Embeddings of members and titles whose inner products say how much the one would like the other. Immutable; safe from many threads.</summary>
/// <param name="Options">How they were trained.</param>
/// <param name="Rule">What values and times mean.</param>
/// <param name="Members">Shape (members, d): what <see cref="FoldIn"/> gives for each one's history. Zeros for a member without any.</param>
/// <param name="Titles">Shape (titles, d). Zeros for a title that nobody chose.</param>
/// <param name="TitleGram">α₀ Σ y·yᵀ over the titles, shape (d, d).</param>
/// <param name="Losses">What is minimised, after each epoch.</param>
public sealed record FactorModel(
    FactorizationOptions Options, SignalRule Rule, AlignedMatrix<float> Members, AlignedMatrix<float> Titles,
    AlignedMatrix<float> TitleGram, IReadOnlyList<double> Losses) : IDisposable
{
    /// <summary>Frees the matrices.</summary>
    public void Dispose()
    {
        Members.Dispose();
        Titles.Dispose();
        TitleGram.Dispose();
    }
}
