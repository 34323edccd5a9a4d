using System.CommandLine;
using System.Globalization;
using Recommender.Learning.Data;
using Recommender.Learning.Tuning;

namespace Recommender.Cli.Evaluate;

/// <summary>Makes the kinds of models of flags. What the flags say is looked at before any file is read.</summary>
internal sealed class KindReader
{
    private const string Allowed = "popularity, item-knn, ease, factors";

    private readonly List<IModelKind> _kinds = [];
    private readonly Dictionary<string, Dictionary<string, double>> _pinned;
    private readonly string? _embeddings;

    /// <summary>Reads the flags.</summary>
    /// <exception cref="InvalidDataException">A flag is wrong; the message says which and what is allowed.</exception>
    public KindReader(ParseResult parsed, EvaluateOptions options)
    {
        _pinned = Pinned(parsed.GetRequiredValue(options.Set));
        _embeddings = parsed.GetValue(options.Embeddings);
        foreach (var name in parsed.GetRequiredValue(options.Models).SelectMany(static names => names.Split(',', StringSplitOptions.RemoveEmptyEntries)))
        {
            if (_kinds.Any(kind => kind.Name == name)) throw new InvalidDataException($"model '{name}' is named twice");
            Add(Kind(name, parsed, options));
        }

        if (_pinned.Keys.FirstOrDefault(name => name != "embeddings" || _embeddings is null) is { } absent)
            throw new InvalidDataException($"--set has a setting of '{absent}', which is not among the models");
    }

    /// <summary>Adds what depends on the titles.</summary>
    /// <exception cref="IOException">The file of embeddings cannot be read.</exception>
    public IReadOnlyList<IModelKind> Read(IReadOnlyList<Title> titles)
    {
        if (_embeddings is null) return _kinds;
        using var embeddings = EmbeddingFile.Open(_embeddings);
        Add(new EmbeddingsKind(embeddings, titles));
        return _kinds;
    }

    private void Add(IModelKind kind) => _kinds.Add(_pinned.Remove(kind.Name, out var settings) ? new PinnedKind(kind, settings) : kind);

    private static IModelKind Kind(string name, ParseResult parsed, EvaluateOptions options) => name switch
    {
        "popularity" => new PopularityKind(),
        "item-knn" => new ItemKnnKind(),
        "ease" => new EaseKind(parsed.GetValue(options.EaseTitles)),
        "factors" => new FactorsKind(parsed.GetValue(options.Seed)),
        _ => throw new InvalidDataException($"model '{name}' is unknown; allowed are {Allowed}"),
    };

    private static Dictionary<string, Dictionary<string, double>> Pinned(string[] texts)
    {
        var pinned = new Dictionary<string, Dictionary<string, double>>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            if (text.Split('=') is not [var name, var number] || name.Split('.') is not [var model, var setting] ||
                !double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
                throw new InvalidDataException($"--set is '{text}'; allowed is model.setting=number, such as factors.dimension=128");
            if (!pinned.TryGetValue(model, out var settings)) pinned[model] = settings = new(StringComparer.Ordinal);
            settings[setting] = value;
        }

        return pinned;
    }
}
