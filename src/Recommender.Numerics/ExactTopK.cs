using Recommender.Numerics.Files;
using Recommender.Numerics.Kernels;
using Recommender.Numerics.Quantization;
using Recommender.Numerics.TopK;

namespace Recommender.Numerics;

/// <summary>The rows with the highest inner products with a query: exactly those, and in the order, of the scalar definition.</summary>
/// <remarks>
/// Scans int8 codes, the longest rows first, keeps every row whose upper bound reaches the K-th highest lower bound, and
/// scores those in float; it ends where rows are too short to be among the best whatever their direction. So it costs what an
/// int8 scan costs, or less, and the result is that of scoring every row. Equal scores are ordered by row; scores
/// that are not finite come after all that are. Safe for many threads, each with its own scratch.
/// </remarks>
public sealed class ExactTopK : IDisposable
{
    private readonly AlignedMatrix<float> _rows;
    private readonly CodedRows _coded;
    private readonly KernelSet _kernels;

    /// <summary>Quantises the rows. The matrix stays the caller's, who neither changes nor disposes of it before this.</summary>
    public ExactTopK(AlignedMatrix<float> rows)
        : this(rows, KernelChoice.Active)
    {
    }

    internal ExactTopK(AlignedMatrix<float> rows, KernelSet kernels)
    {
        ArgumentNullException.ThrowIfNull(rows);
        (_rows, _coded, _kernels) = (rows, CodedRows.LongestFirst(rows), kernels);
    }

    private ExactTopK(AlignedMatrix<float> rows, CodedRows coded) => (_rows, _coded, _kernels) = (rows, coded, KernelChoice.Active);

    /// <summary>Maps what <see cref="Save"/> wrote, to search rows that are the same: nothing is copied or quantised.</summary>
    /// <param name="file">The file; it stays mapped until this is disposed of.</param>
    /// <param name="name">Name of the section.</param>
    /// <param name="rows">The rows that were quantised, shape (n, d). They stay the caller's, who does not dispose of them before this.</param>
    /// <exception cref="InvalidFileException">A section is missing, damaged, or has another type or shape than goes with the rows.</exception>
    /// <exception cref="ObjectDisposedException">The file is disposed of.</exception>
    public static ExactTopK Map(SectionFile file, string name, AlignedMatrix<float> rows)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(rows);
        var coded = CodedRows.Map(file, name);
        var codes = coded.Quantized.Codes;
        if ((codes.Rows, codes.Dimension) == (rows.Rows, rows.Dimension)) return new(rows, coded);

        coded.Dispose();
        throw file.Refuse(name, 0, $"the rows are {rows.Rows} of {rows.Dimension}");
    }

    /// <summary>Writes the codes of the rows as a section, shape (n, d), and others whose names begin with its name; the rows are not written.</summary>
    /// <inheritdoc cref="SectionFileWriter.Write{T}(string, ReadOnlySpan{T})" path="/exception"/>
    public void Save(SectionFileWriter file, string name)
    {
        ArgumentNullException.ThrowIfNull(file);
        _coded.Save(file, name);
    }

    /// <summary>Finds the best rows.</summary>
    /// <param name="query">Shape (d); no NaN; need not be normalised.</param>
    /// <param name="best">Receives the best rows, best first; its length is K, from 1.</param>
    /// <param name="scratch">Memory to work in, not shared with a search that runs.</param>
    /// <param name="allowed">One bit per row, lowest first, 64 to an element: only these rows count. Empty: all of them.</param>
    /// <returns>How many rows were written: K, or all that are allowed if they are fewer.</returns>
    /// <exception cref="ArgumentException">The matrix is empty, a shape does not match, K is 0 or the query has a NaN; nothing was written.</exception>
    public int Search(ReadOnlySpan<float> query, Span<ScoredRow> best, TopKScratch scratch, ReadOnlySpan<ulong> allowed = default)
    {
        ArgumentNullException.ThrowIfNull(scratch);
        Check.Query(query, _rows.Rows, _rows.Dimension, nameof(query));
        if (best.IsEmpty) Throw.NoBest(nameof(best));
        if (!allowed.IsEmpty) Check.Output(allowed.Length, (_rows.Rows + 63L) / 64, nameof(allowed));
        using var hold = _rows.Hold();
        using var holdCodes = _coded.Quantized.Codes.Hold();

        var (scale, norm, residual) = SymmetricInt8.Quantize(query, scratch.Codes);
        var bound = ErrorBound.For(scale, (double)norm + residual, residual, _coded.Quantized.LongestNorm);
        var sift = new CandidateSift(
            _kernels, _coded, scratch, bound, new AllowedSlots(_coded, allowed, scratch), k: Math.Min(best.Length, _rows.Rows));
        sift.Run(firstBlock: 0, _rows.Rows);
        return new Rescoring(_kernels, _rows, _coded, query, bound.QueryNorm).Run(scratch, sift.Finish(), best);
    }

    /// <summary>Writes the definition's scores of the named rows.</summary>
    /// <param name="query">Shape (d); no NaN.</param>
    /// <param name="rows">Row numbers, shape (m), each in [0, n).</param>
    /// <param name="scores">Receives the scores in the order of <paramref name="rows"/>, shape (m).</param>
    /// <exception cref="ArgumentException">The matrix is empty, a shape does not match, there is no such row or the query has a NaN; nothing was written.</exception>
    public void Score(ReadOnlySpan<float> query, ReadOnlySpan<int> rows, Span<float> scores)
    {
        Check.Query(query, _rows.Rows, _rows.Dimension, nameof(query));
        Check.Output(scores.Length, rows.Length, nameof(scores));
        foreach (var row in rows)
        {
            if ((uint)row >= (uint)_rows.Rows) Throw.RowOutOfRange(row, _rows.Rows);
        }

        for (var i = 0; i < rows.Length; i++) scores[i] = ScalarDot.Of(_rows[rows[i]], query);
    }

    /// <summary>Frees the codes once the searches that run have ended.</summary>
    public void Dispose() => _coded.Dispose();
}
