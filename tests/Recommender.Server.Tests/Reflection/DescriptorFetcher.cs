using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using Recommender.Server.Tests.Support;

namespace Recommender.Server.Tests.Reflection;

/// <summary>
/// What a tool such as grpcurl does on one reflection stream: asks for the file of a symbol, then by name for every import
/// that did not come along, and builds descriptors from the bytes.
/// </summary>
internal sealed class DescriptorFetcher(AsyncDuplexStreamingCall<ServerReflectionRequest, ServerReflectionResponse> stream)
{
    private readonly Dictionary<string, ByteString> _files = [];

    /// <summary>How many imports were sent more than once; a file that is asked for is sent each time.</summary>
    public int Repeated { get; private set; }

    /// <summary>How many requests by file name were needed.</summary>
    public int AskedByName { get; private set; }

    public async Task<ServerReflectionResponse> AskAsync(ServerReflectionRequest request)
    {
        await stream.RequestStream.WriteAsync(request).Soon();
        Assert.True(await stream.ResponseStream.MoveNext().Soon());
        return stream.ResponseStream.Current;
    }

    public async Task<string[]> ListServicesAsync()
    {
        var answer = await AskAsync(new() { ListServices = "*" });
        return [.. answer.ListServicesResponse.Service.Select(service => service.Name)];
    }

    /// <summary>The descriptors of the file of a symbol and of all that it imports; the file itself is last.</summary>
    public async Task<IReadOnlyList<FileDescriptor>> FetchAsync(string symbol)
    {
        var root = Keep(await AskAsync(new() { FileContainingSymbol = symbol }))[0].Name;
        while (Missing().FirstOrDefault() is { } name)
        {
            AskedByName++;
            Keep(await AskAsync(new() { FileByFilename = name }));
        }

        var ordered = new List<string>();
        AddAfterImports(root, ordered);
        return FileDescriptor.BuildFromByteStrings(ordered.Select(name => _files[name]));
    }

    public async Task EndAsync()
    {
        await stream.RequestStream.CompleteAsync().Soon();
        Assert.False(await stream.ResponseStream.MoveNext().Soon());
        Assert.Equal(StatusCode.OK, stream.GetStatus().StatusCode);
    }

    private FileDescriptorProto[] Keep(ServerReflectionResponse answer)
    {
        var sent = new List<FileDescriptorProto>();
        foreach (var data in answer.FileDescriptorResponse.FileDescriptorProto)
        {
            var file = FileDescriptorProto.Parser.ParseFrom(data);
            sent.Add(file);
            if (!_files.TryAdd(file.Name, data) && sent.Count > 1) Repeated++;
        }

        return [.. sent];
    }

    private IEnumerable<string> Missing() =>
        _files.Values.SelectMany(data => FileDescriptorProto.Parser.ParseFrom(data).Dependency).Where(name => !_files.ContainsKey(name));

    private void AddAfterImports(string name, List<string> ordered)
    {
        if (ordered.Contains(name)) return;
        foreach (var import in FileDescriptorProto.Parser.ParseFrom(_files[name]).Dependency) AddAfterImports(import, ordered);
        ordered.Add(name);
    }
}
