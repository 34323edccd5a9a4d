using System.Buffers.Binary;
using System.Text;
using Recommender.Storage.Data;
using Recommender.Storage.Members;
using Recommender.Storage.Titles;

namespace Recommender.Storage.Child;

/// <summary>One change to a data folder. A worker's steps follow from its number, so that whoever knows how many it has made knows what must be there.</summary>
internal sealed record DataStep(DataStepKind Kind, string Id, byte[] Payload)
{
    /// <summary>Members, and as many titles, that one worker changes; nobody else does.</summary>
    public const int KeysOfAWorker = 20;

    private static readonly CountingFold Fold = new();

    /// <summary>The step of a number.</summary>
    public static DataStep Of(int seed, int worker, int number)
    {
        var random = new Random(HashCode(seed, worker, number));
        var id = IdOf(worker, random.Next(KeysOfAWorker));
        return random.Next(20) switch
        {
            < 6 => new DataStep(DataStepKind.PutMember, id, Portrait(random)),
            < 13 => new DataStep(DataStepKind.Event, id, Event(worker, number, random)),
            < 15 => new DataStep(DataStepKind.DeleteMember, id, []),
            < 19 => new DataStep(DataStepKind.PutTitle, id, Title(random)),
            _ => new DataStep(DataStepKind.DeleteTitle, id, []),
        };
    }

    public static string IdOf(int worker, int key) => $"worker-{worker}-{key}";

    /// <summary>Makes the step.</summary>
    /// <returns>When it is acknowledged.</returns>
    public ValueTask MakeAsync(DataStore store)
    {
        var id = Encoding.UTF8.GetBytes(Id);
        return Kind switch
        {
            DataStepKind.PutMember => store.PutMemberAsync(id, Payload),
            DataStepKind.Event => store.UpdateMemberAsync(id, Payload),
            DataStepKind.DeleteMember => store.DeleteMemberAsync(id),
            DataStepKind.PutTitle => store.PutTitleAsync(id, Payload),
            _ => store.DeleteTitleAsync(id),
        };
    }

    /// <summary>Makes the step in dictionaries.</summary>
    public void Make(Dictionary<string, byte[]> members, Dictionary<string, byte[]> titles)
    {
        switch (Kind)
        {
            case DataStepKind.PutMember:
                members[Id] = Payload;
                break;
            case DataStepKind.Event:
                var folded = new byte[PortraitLimits.Bytes];
                var bytes = Fold.Fold(members.GetValueOrDefault(Id, []), Payload, folded);
                if (bytes > 0) members[Id] = folded[..bytes];
                break;
            case DataStepKind.DeleteMember:
                members.Remove(Id);
                break;
            case DataStepKind.PutTitle:
                titles[Id] = Payload;
                break;
            default:
                titles.Remove(Id);
                break;
        }
    }

    private static int HashCode(int seed, int worker, int number) => unchecked((((seed * 31) + worker) * 1_000_003) + number);

    /// <summary>Sometimes one that came before: it must count once.</summary>
    private static byte[] Event(int worker, int number, Random random)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, ((ulong)worker << 32) | (uint)(number - (random.Next(4) == 0 ? random.Next(30) : 0)));
        return bytes;
    }

    private static byte[] Portrait(Random random)
    {
        var content = new PortraitContent
        {
            Embedding = Enumerable.Range(0, random.Next(256)).Select(_ => random.NextSingle()).ToArray(),
            History = Enumerable.Range(0, random.Next(60)).Select(_ => new HistoryEntry((ulong)random.NextInt64(), 1, 1, 0, 0, WatchState.Started, 1)).ToArray(),
        };
        var bytes = new byte[PortraitWriter.BytesOf(content)];
        PortraitWriter.Write(content, bytes);
        return bytes;
    }

    private static byte[] Title(Random random) => TitleWriter.Write(new Title
    {
        Name = $"Title {random.Next()}",
        Tags = [.. Enumerable.Range(0, random.Next(40)).Select(i => new TitleTag(new Tag("genre", $"tag-{i}"), 1))],
    });
}
