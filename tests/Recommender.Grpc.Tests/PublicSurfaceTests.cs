using System.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Compression;

namespace Recommender.Grpc.Tests;

/// <summary>
/// Compares the public API with PublicSurface.txt. Against src/Recommender.Grpc the two are equal, so that the API grows only
/// on purpose; against the packages every line of the file is there, so that what compiles here compiles there.
/// </summary>
public sealed class PublicSurfaceTests
{
    private static readonly string File = Path.Combine(AppContext.BaseDirectory, "PublicSurface.txt");

    private static readonly Assembly[] Stack =
    [
        .. new[] { typeof(ServerCallContext), typeof(ICompressionProvider), typeof(GrpcChannel), typeof(GrpcServiceOptions) }
            .Select(type => type.Assembly).Distinct(),
    ];

    [Fact]
    public void Is_what_the_committed_file_says()
    {
        GrpcStack.MustBeOurs("have more than the file names");
        var actual = Lines();
        var expected = System.IO.File.ReadAllLines(File);

        var news = actual.Except(expected).Select(line => $"+ {line}").Concat(expected.Except(actual).Select(line => $"- {line}")).ToArray();

        Assert.True(news.Length == 0, $"PublicSurface.txt differs from the API; if that is meant, change the file:\n{string.Join('\n', news)}");
    }

    [Fact]
    public void Is_part_of_what_the_stack_has()
    {
        var actual = Lines();

        var missing = System.IO.File.ReadAllLines(File).Where(line => !actual.Contains(line) && !actual.Any(longer => Allows(longer, line))).ToArray();

        Assert.True(missing.Length == 0, $"What PublicSurface.txt names is not there:\n{string.Join('\n', missing)}");
    }

    private static HashSet<string> Lines() => [.. Stack
        .SelectMany(assembly => assembly.GetExportedTypes())
        .Where(type => type.Namespace?.StartsWith("Recommender", StringComparison.Ordinal) != true)
        .SelectMany(PublicSurface.Of)];

    /// <summary>Whether a call of <paramref name="line"/> compiles against a method with further parameters, all optional.</summary>
    private static bool Allows(string longer, string line)
    {
        var end = line.LastIndexOf(')');
        if (end < 0 || !longer.StartsWith($"{line[..end]}, ", StringComparison.Ordinal)) return false;
        var rest = longer[(end + 2)..longer.LastIndexOf(')')];
        return rest.Split(", ").All(parameter => parameter.EndsWith(" = default", StringComparison.Ordinal));
    }
}
