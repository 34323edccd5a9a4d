using System.Collections.Frozen;
using System.Collections.Immutable;
using Google.Protobuf.Reflection;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Recommender.Server.Reflection;

/// <summary>
/// The proto files behind a set of services, with everything that they import, found by file name, by symbol and by
/// extension. Built once; never changes.
/// </summary>
public sealed class DescriptorIndex
{
    private readonly FrozenDictionary<string, FileDescriptor> _files;
    private readonly FrozenDictionary<string, FileDescriptor> _fileOfSymbol;

    // By message, then by number; a message without extensions is there too.
    private readonly FrozenDictionary<string, ImmutableSortedDictionary<int, FileDescriptor>> _extensions;

    /// <summary>Indexes the files of the services and all files that those import, directly or not.</summary>
    public DescriptorIndex(IEnumerable<ServiceDescriptor> services)
    {
        var served = services.DistinctBy(service => service.FullName).ToArray();
        _files = Closure(served.Select(service => service.File)).ToFrozenDictionary(file => file.Name);
        _fileOfSymbol = _files.Values.SelectMany(SymbolsOf.File, (file, symbol) => (file, symbol))
            .DistinctBy(pair => pair.symbol)
            .ToFrozenDictionary(pair => pair.symbol, pair => pair.file);
        var extensions = _files.Values.SelectMany(SymbolsOf.Extensions).ToLookup(extension => extension.ExtendeeType.FullName);
        _extensions = _files.Values.SelectMany(SymbolsOf.Messages).ToFrozenDictionary(
            message => message.FullName,
            message => extensions[message.FullName].ToImmutableSortedDictionary(field => field.FieldNumber, field => field.File));
        ServiceNames = [.. served.Select(service => service.FullName).Order(StringComparer.Ordinal)];
    }

    /// <summary>Full names of the services, in ordinal order.</summary>
    public ImmutableArray<string> ServiceNames { get; }

    /// <summary>The file that other files import under this name, or null.</summary>
    public FileDescriptor? FileNamed(string name) => _files.GetValueOrDefault(name);

    /// <summary>The file that declares this full name (without a leading dot), or null.</summary>
    public FileDescriptor? FileOfSymbol(string fullName) => _fileOfSymbol.GetValueOrDefault(fullName);

    /// <summary>The file that declares the extension of a message under a number, or null.</summary>
    public FileDescriptor? FileOfExtension(string extendee, int number) =>
        _extensions.GetValueOrDefault(extendee)?.GetValueOrDefault(number);

    /// <summary>Numbers of all extensions of a message, ascending; null if there is no such message.</summary>
    public IEnumerable<int>? ExtensionNumbers(string extendee) => _extensions.GetValueOrDefault(extendee)?.Keys;

    /// <summary>The files given and all that they import, each once, importers before what only they import.</summary>
    public static IEnumerable<FileDescriptor> Closure(IEnumerable<FileDescriptor> roots)
    {
        var seen = new HashSet<string>();
        var waiting = new Queue<FileDescriptor>(roots);
        while (waiting.TryDequeue(out var file))
        {
            if (!seen.Add(file.Name)) continue;
            yield return file;
            foreach (var import in file.Dependencies) waiting.Enqueue(import);
        }
    }
}
