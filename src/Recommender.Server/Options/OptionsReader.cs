namespace Recommender.Server.Options;

/// <summary>Makes <see cref="ServerOptions"/> from a configuration, or says everything that is wrong with it.</summary>
public static class OptionsReader
{
    /// <summary>Reads the section <see cref="ServerOptions.Section"/>. An option that is absent has its default.</summary>
    /// <param name="configuration">All sources together; the last one wins.</param>
    /// <param name="errors">
    /// Receives a line for each wrong option: its name, its value and what is allowed. Also for a name that is no option,
    /// since a misspelt one would otherwise be ignored in silence.
    /// </param>
    /// <returns>The options; not to be used if <paramref name="errors"/> is not empty.</returns>
    public static ServerOptions Read(IConfiguration configuration, out IReadOnlyList<string> errors)
    {
        var (found, refused) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        var options = new ServerOptions();
        foreach (var entry in configuration.GetSection(ServerOptions.Section).GetChildren())
        {
            var setting = ServerSettings.All.FirstOrDefault(s => string.Equals(s.Name, entry.Key, StringComparison.OrdinalIgnoreCase));
            if (setting is null)
            {
                found.Add($"{entry.Path} is not an option; allowed: {string.Join(", ", ServerSettings.All.Select(s => s.Name))}");
            }
            else if (entry.Value is not { } text || setting.Apply(options, text) is not { } changed)
            {
                refused.Add(setting.Name);
                found.Add($"{setting.Name} ({setting.Flag}) is '{entry.Value}'; allowed: {setting.Allowed}");
            }
            else
            {
                options = changed;
            }
        }

        if (!refused.Overlaps([nameof(ServerOptions.Demo), nameof(ServerOptions.Data), nameof(ServerOptions.Model)])) found.AddRange(WhatIsServed(options));
        errors = found;
        return options;
    }

    // Options that are allowed each and say too little or too much together.
    private static IEnumerable<string> WhatIsServed(ServerOptions options)
    {
        if (options.Demo && options.Model is not null)
            yield return $"Model (--model) is '{options.Model}' together with Demo (--demo); the sample world has a model of its own: give one of them";
        if (options is { Demo: false, Data: not null, Model: null })
            yield return $"Model (--model) is missing; `recommender train {options.Data} --out model` makes one, which --model model serves";
        if (options is { Demo: false, Data: null, Model: not null })
            yield return "Data (--data) is missing; give the folder that `recommender import` made, or an empty one to put titles into";
        if (options is { Demo: false, Data: null, Model: null })
            yield return "nothing to serve; give --demo to look at a sample world, or --data and --model to serve your own";
    }
}
