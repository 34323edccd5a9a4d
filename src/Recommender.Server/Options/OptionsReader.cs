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
        var found = new List<string>();
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
                found.Add($"{setting.Name} ({setting.Flag}) is '{entry.Value}'; allowed: {setting.Allowed}");
            }
            else
            {
                options = changed;
            }
        }

        errors = found;
        return options;
    }
}
