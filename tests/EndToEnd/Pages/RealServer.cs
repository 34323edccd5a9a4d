using System.Text.Json;
using Google.Protobuf;
using Recommender.EndToEnd.Programs;
using Recommender.Learning.Data;
using Recommender.Storage.Members;

namespace Recommender.EndToEnd.Pages;

/// <summary>A public set of ratings, imported, learnt from and served, each by its program, as an operator does it.</summary>
public abstract class RealServer : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _folder = Directory.CreateTempSubdirectory("recommender-real-").FullName;
    private Dataset? _dataset;
    private RunningServer? _server;

    /// <summary>What was imported.</summary>
    public Dataset Dataset => _dataset!;

    internal RunningServer Server => _server!;

    /// <summary>What to import, as <c>recommender import</c> takes it.</summary>
    private protected abstract string[] Import();

    public async ValueTask InitializeAsync()
    {
        var (data, model) = (Path.Combine(_folder, "data"), Path.Combine(_folder, "model"));
        await RunAsync("recommender", ["import", .. Import(), "--out", data]);
        await RunAsync("recommender", "train", data, "--out", model);
        _dataset = DatasetFolder.Open(data);
        _server = await RunningServer.Start(
            new Command(Program("Recommender.Server"), "--port", "0", "--data", data, "--model", model, "--member-memory-bytes", "67108864", "--rehearsal-seconds", "0"), Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Members by how much they watched, the heaviest first.</summary>
    public IEnumerable<string> MembersByActivity() =>
        Enumerable.Range(0, Dataset.Members.Count).OrderByDescending(member => Dataset.Interactions[member].Count).Select(member => Dataset.Members[member]);

    /// <summary>Ids of the titles that a member has watched, as far back as a portrait remembers; nothing of a stranger.</summary>
    public IReadOnlySet<string> Watched(string memberId)
    {
        var titles = Dataset.Members.TryFind(memberId, out var member) ? Dataset.Interactions[member].Titles.ToArray() : [];
        return titles.TakeLast(PortraitLimits.History + PortraitLimits.Hidden).Select(title => Dataset.TitleIds[title]).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Asks by the official Python client, which has the protos by reflection.</summary>
    public async Task<TResponse[]> AskByPythonAsync<TRequest, TResponse>(string method, params TRequest[] requests)
        where TRequest : IMessage
        where TResponse : IMessage, new()
    {
        var answer = await PythonPeer.Reflect(Server.Port, $"recommender.v1.RecommendationService/{method}", Json(requests)).Run(Patience);
        Assert.True(answer.Succeeded, answer.Errors);
        using var said = JsonDocument.Parse(answer.Output);
        return Messages<TResponse>(said.RootElement.GetProperty("answer"));
    }

    /// <summary>Asks by the official Node client, which reads the protos.</summary>
    public async Task<TResponse[]> AskByNodeAsync<TRequest, TResponse>(string method, params TRequest[] requests)
        where TRequest : IMessage
        where TResponse : IMessage, new()
    {
        var answer = await NodePeer.Recommend(Server.Port, method, Json(requests)).Run(Patience);
        Assert.True(answer.Succeeded, answer.Errors);
        using var said = JsonDocument.Parse(answer.Output);
        return Messages<TResponse>(said.RootElement);
    }

    // Names as in the proto, which the Node client needs.
    private static string Json<T>(T[] requests)
        where T : IMessage
    {
        var formatter = new JsonFormatter(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));
        return $"[{string.Join(',', requests.Select(request => formatter.Format(request)))}]";
    }

    private static T[] Messages<T>(JsonElement answers)
        where T : IMessage, new() =>
        [.. answers.EnumerateArray().Select(answer => JsonParser.Default.Parse<T>(answer.GetRawText()))];

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var result = await new Command(Program(program), arguments).Run(Patience);
        Assert.True(result.Succeeded, result.Errors);
    }

    private static string Program(string name) => Path.Combine(AppContext.BaseDirectory, name);
}
