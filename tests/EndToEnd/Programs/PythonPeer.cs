namespace Recommender.EndToEnd.Programs;

/// <summary>The official Python library as Debian packages it.</summary>
internal sealed class PythonPeer : Peer
{
    /// <summary>Debian's own: another Python may come first on the PATH, without Debian's packages.</summary>
    private const string Python = "/usr/bin/python3";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly (string Program, string Package)[] Generators =
        [("protoc", "protobuf-compiler"), ("grpc_python_plugin", "protobuf-compiler-grpc")];

    public override string Name => "Python";

    public override bool SwitchesCompressionInStreams => false;

    public override Command Server => Script("server.py", "--port", "0");

    public override async Task<string> Version()
    {
        var versions = await new Command(Python, "-c", "import grpc, platform; print(f'grpcio {grpc.__version__} on Python {platform.python_version()}')").Run(Patience);
        return versions.Output.Trim();
    }

    /// <summary>Calls a method that it knows from reflection alone, for each of a list of requests.</summary>
    public static Command Reflect(int port, string method, string requests) => Script("reflect.py", $"127.0.0.1:{port}", method, requests);

    protected override Command Client(string[] arguments) => Script("client.py", arguments);

    protected override async Task<string?> FindMissing()
    {
        if (!File.Exists(Python)) return $"{Python} (package python3)";
        foreach (var (program, package) in Generators)
            if (!Command.Exists(program)) return $"{program} (package {package})";
        var import = await new Command(Python, "-c", "import grpc, google.protobuf").Run(Patience);
        if (!import.Succeeded) return $"packages python3-grpcio and python3-protobuf for {Python}";

        var generation = await Script("generate.py").Run(Patience);
        return generation.Succeeded ? null : throw new InvalidOperationException($"the Python stubs cannot be generated: {generation.Errors}");
    }

    private static Command Script(string name, params string[] arguments) =>
        new(Python, ["-B", Path.Combine(Repository.PythonPrograms, name), .. arguments]);
}
