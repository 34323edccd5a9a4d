using System.Numerics.Tensors;
using Recommender.Learning.Data;
using Recommender.Learning.Factorization;
using Recommender.Numerics;
using Recommender.Ranking;
using Recommender.Server.Generations;
using Recommender.Storage.Members;
using Recommender.Storage.Models;

namespace Recommender.Server.Members;

/// <summary>
/// Solves for a member's vector from titles of either part of a catalogue, and from tags, which count as titles that bear nothing
/// else. Allocates only when the model changes. One thread at a time.
/// </summary>
internal sealed class VectorSolver : IDisposable
{
    private const int MostEntries = PortraitLimits.History + PortraitLimits.Tastes;

    private readonly ItemBuffer<int> _rows = new();
    private readonly ItemBuffer<float> _values = new();
    private readonly ItemBuffer<long> _times = new();
    private ServedGeneration? _served;
    private PublishedModel? _model;
    private AlignedMatrix<float>? _embeddings;
    private FoldInWorkspace? _workspace;
    private FoldIn? _foldIn;

    /// <summary>Whether nothing was added that says anything.</summary>
    public bool IsEmpty => _rows.Count == 0;

    /// <summary>Begins a member.</summary>
    /// <param name="served">In whose space.</param>
    public void Begin(ServedGeneration served)
    {
        _served = served;
        _rows.Clear();
        _values.Clear();
        _times.Clear();
        if (ReferenceEquals(_model, served.Model)) return;

        Dispose();
        _model = served.Model;
        if (_model is null || served.FoldIn is not { } settings) return;
        _embeddings = new AlignedMatrix<float>(MostEntries, _model.Titles.Dimension);
        _workspace = new FoldInWorkspace(_embeddings.Dimension);
        _foldIn = new FoldIn(_embeddings, _model.Gram, settings.KnownTitles, settings.Options, Taste.WithDislikes(settings.Rule));
    }

    /// <summary>Adds a title; one without an embedding says nothing.</summary>
    /// <param name="row">Row of the generation.</param>
    /// <param name="value">The rating or strength, on the scale of what the model was trained from.</param>
    /// <param name="time">In seconds since 1970, UTC.</param>
    public void AddTitle(int row, float value, long time)
    {
        var embedding = _served!.Ranking.Catalog.PartOf(row, out var local).Embeddings[local];
        if (Next(value, time, embedding.ContainsAnyExcept(0f)) is { IsEmpty: false } entry) embedding.CopyTo(entry);
    }

    /// <summary>Adds a title that was named as liked.</summary>
    /// <param name="row">Row of the generation.</param>
    public void AddLiked(int row)
    {
        if (_served!.FoldIn is { Rule: var rule }) AddTitle(row, (float)rule.Greatest, rule.Newest);
    }

    /// <summary>Adds a tag that was named as liked; one that the model does not know says nothing.</summary>
    /// <param name="tag">Row of the generation.</param>
    public void AddTag(int tag)
    {
        if (_model is null || _served!.FoldIn is not { Rule: var rule }) return;
        var effects = _model.TagEffects;
        var common = effects.Rows - 1;
        if (Next((float)rule.Greatest, rule.Newest, tag < common) is { IsEmpty: false } entry) TensorPrimitives.Add(effects[common], effects[tag], entry);
    }

    /// <summary>Solves.</summary>
    /// <param name="vector">Receives the vector, shape (d); left alone where nothing is known.</param>
    /// <returns>Whether there is one.</returns>
    public bool Solve(Span<float> vector)
    {
        if (_foldIn is null || IsEmpty) return false;
        _foldIn.Solve(new MemberHistory(_rows.Span, _values.Span, _times.Span), _workspace!, vector);
        GC.KeepAlive(_served);
        return vector.ContainsAnyExcept(0f);
    }

    /// <summary>Frees its memory; the next member has it made again.</summary>
    public void Dispose()
    {
        _embeddings?.Dispose();
        _workspace?.Dispose();
        (_model, _embeddings, _workspace, _foldIn) = (null, null, null, null);
    }

    private Span<float> Next(float value, long time, bool says)
    {
        if (_embeddings is null || !says || _rows.Count == MostEntries) return [];
        _rows.Add(_rows.Count);
        _values.Add(value);
        _times.Add(time);
        return _embeddings.Writable(_rows.Count - 1);
    }
}
