using Recommender.Server.Errors;
using Recommender.Server.Pages;

namespace Recommender.Server.Catalogs;

/// <summary>What is allowed as a title.</summary>
internal static class TitleRules
{
    private const int MaxNameBytes = 512;
    private const int MaxFranchiseBytes = 128;
    private const int FirstYear = 1_870;
    private const int LastYear = 2_200;
    private const int MaxTags = 256;
    private const int MaxArtworks = 64;
    private const int MaxDepicted = 64;
    private const int MaxUriBytes = 2_048;
    private const int MaxWindows = 512;
    private const int MaxCountries = 250;
    private const int MaxLanguages = 64;
    private const int MaxMaturity = 21;

    /// <summary>Tells all that is wrong with a title.</summary>
    /// <param name="title">The title.</param>
    /// <param name="dimension">Elements of an embedding of the served model; 0 where none is served.</param>
    /// <param name="violations">Receives it.</param>
    public static void Check(V1.Title title, int dimension, ref Violations violations)
    {
        IdRules.CheckId("title_id", title.TitleId, ref violations);
        violations.Bytes("name", title.Name, 0, MaxNameBytes);
        if (title.Year is not (0 or (>= FirstYear and <= LastYear))) violations.Add("year", $"is {title.Year}; allowed is {FirstYear} to {LastYear}, or 0 where it is not known");
        violations.Range("maturity", title.Maturity, 0, MaxMaturity);
        violations.Bytes("franchise", title.Franchise, 0, MaxFranchiseBytes);
        if (title.AddedAt is { } addedAt) TimestampRules.Check("added_at", addedAt, ref violations);
        CheckTags(title, ref violations);
        CheckArtworks(title, ref violations);
        CheckWindows(title, ref violations);
        CheckLanguages(title, ref violations);
        CheckEmbedding(title, dimension, ref violations);
    }

    private static void CheckTags(V1.Title title, ref Violations violations)
    {
        violations.Most("tags", title.Tags.Count, MaxTags);
        var seen = new HashSet<(string, string)>();
        for (var i = 0; i < Math.Min(title.Tags.Count, MaxTags); i++)
        {
            var (field, tag, weight) = ($"tags[{i}]", title.Tags[i].Tag ?? new V1.Tag(), title.Tags[i].Weight);
            IdRules.CheckTag($"{field}.tag", tag, ref violations);
            if (tag.Group == Vocabulary.LanguageGroup) violations.Add($"{field}.tag.group", $"is '{tag.Group}'; such tags are kept for the field languages");
            if (!seen.Add((tag.Group, tag.Name))) violations.Add($"{field}.tag", "stands there twice; allowed is once");
            if (!(weight is >= 0 and <= 1)) violations.Add($"{field}.weight", $"is {weight}; allowed is above 0 and up to 1, or 0 for 1");
        }
    }

    private static void CheckArtworks(V1.Title title, ref Violations violations)
    {
        violations.Most("artworks", title.Artworks.Count, MaxArtworks);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Math.Min(title.Artworks.Count, MaxArtworks); i++)
        {
            var (field, artwork) = ($"artworks[{i}]", title.Artworks[i]);
            IdRules.CheckId($"{field}.artwork_id", artwork.ArtworkId, ref violations);
            if (!seen.Add(artwork.ArtworkId)) violations.Add($"{field}.artwork_id", "is an earlier artwork's too; allowed are ids unlike");
            violations.Range($"{field}.kind", (int)artwork.Kind, (int)V1.ArtworkKind.Still, (int)V1.ArtworkKind.Trailer);
            violations.Bytes($"{field}.uri", artwork.Uri, 0, MaxUriBytes);
            violations.Most($"{field}.depicts", artwork.Depicts.Count, MaxDepicted);
            for (var j = 0; j < Math.Min(artwork.Depicts.Count, MaxDepicted); j++) IdRules.CheckTag($"{field}.depicts[{j}]", artwork.Depicts[j], ref violations);
        }
    }

    private static void CheckWindows(V1.Title title, ref Violations violations)
    {
        violations.Most("availability", title.Availability.Count, MaxWindows);
        for (var i = 0; i < Math.Min(title.Availability.Count, MaxWindows); i++)
        {
            var (field, window) = ($"availability[{i}]", title.Availability[i]);
            violations.Most($"{field}.countries", window.Countries.Count, MaxCountries);
            for (var j = 0; j < Math.Min(window.Countries.Count, MaxCountries); j++)
            {
                if (window.Countries[j] is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
                    violations.Add($"{field}.countries[{j}]", $"is '{Shown(window.Countries[j])}'; allowed is a country of ISO 3166-1 in two capital letters");
            }

            if (window.StartTime is { } start) TimestampRules.Check($"{field}.start_time", start, ref violations);
            if (window.EndTime is { } end) TimestampRules.Check($"{field}.end_time", end, ref violations);
            var (from, until) = TitleWindows.Span(window);
            if (from >= until) violations.Add($"{field}.end_time", $"is second {until} since 1970, and start_time second {from}; allowed is a later one");
        }
    }

    private static void CheckLanguages(V1.Title title, ref Violations violations)
    {
        violations.Most("languages", title.Languages.Count, MaxLanguages);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Math.Min(title.Languages.Count, MaxLanguages); i++)
        {
            if (!LanguageTag.IsWellFormed(title.Languages[i])) violations.Add($"languages[{i}]", $"is '{Shown(title.Languages[i])}'; allowed is a tag of BCP 47 such as en or pt-BR");
            else if (!seen.Add(title.Languages[i])) violations.Add($"languages[{i}]", $"is '{Shown(title.Languages[i])}' for the second time; allowed is once");
        }
    }

    private static void CheckEmbedding(V1.Title title, int dimension, ref Violations violations)
    {
        if (title.Embedding.Count == 0) return;
        if (title.Embedding.Count != dimension)
        {
            violations.Add("embedding", dimension == 0
                ? $"has {title.Embedding.Count} numbers; allowed is none while no model is served"
                : $"has {title.Embedding.Count} numbers; allowed is {dimension}, as the served model has, or none");
            return;
        }

        for (var i = 0; i < title.Embedding.Count; i++)
        {
            if (float.IsFinite(title.Embedding[i])) continue;
            violations.Add($"embedding[{i}]", $"is {title.Embedding[i]}; allowed are finite numbers");
            return;
        }
    }

    // Errors travel in headers, which are small.
    private static string Shown(string value) => value.Length <= 32 ? value : $"{value.AsSpan(0, 32)}…";
}
