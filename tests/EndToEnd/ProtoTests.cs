using Recommender.EndToEnd.Programs;

namespace Recommender.EndToEnd;

/// <summary>The protos by the rules that <c>protos/buf.yaml</c> names.</summary>
[Trait("Category", "NeedsSystemPackages")]
public sealed class ProtoTests
{
    private static readonly string Buf = Path.Combine(Repository.NodePrograms, "node_modules", "@bufbuild", "buf-linux-x64", "bin", "buf");

    [Fact]
    public async Task Our_protos_pass_the_standard_lint()
    {
        if (!File.Exists(Buf))
        {
            const string Missing = "buf is absent (npm ci in tests/interop/node, on x64 Linux)";
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(Missing);
            Assert.Skip(Missing);
        }

        var lint = await new Command(Buf, "lint", Path.Combine(Repository.Root, "protos")).Run(TimeSpan.FromMinutes(1));

        Assert.True(lint.ExitCode == 0, lint.Output + lint.Errors);
    }
}
