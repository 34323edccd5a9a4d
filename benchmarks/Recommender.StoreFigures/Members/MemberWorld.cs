using System.Globalization;
using System.Text;
using Recommender.Storage.Data;
using Recommender.Storage.Members;

namespace Recommender.StoreFigures.Members;

/// <summary>Members with an embedding of 128 elements each and nothing else, and events of theirs.</summary>
internal static class MemberWorld
{
    public const int Dimension = 128;

    private const int AtOnce = 1_000;

    public static DataStoreOptions Options(string folder, int members) => new()
    {
        Folder = folder,
        ExpectedMembers = members,
        CheckpointAfterBytes = long.MaxValue,   // when the measurement says so
        CheckpointAfter = TimeSpan.FromDays(1),
    };

    /// <summary>Bytes that are asked for: ids and elements.</summary>
    public static long PayloadBytes(int members)
    {
        var bytes = 0L;
        for (var member = 0; member < members; member++) bytes += IdOf(member).Length + (Dimension * sizeof(float));
        return bytes;
    }

    public static byte[] IdOf(int member) => Encoding.UTF8.GetBytes($"member-{member.ToString(CultureInfo.InvariantCulture)}");

    public static float ElementOf(int member, int index) => MathF.Sin((member * 0.37f) + index);

    /// <summary>Puts all members; they are durable when it ends.</summary>
    public static async Task PutAllAsync(DataStore store, int members)
    {
        var embedding = new float[Dimension];
        var portrait = new byte[1_024];
        for (var member = 0; member < members; member++)
        {
            for (var i = 0; i < Dimension; i++) embedding[i] = ElementOf(member, i);
            var bytes = PortraitWriter.Write(new PortraitContent { Embedding = embedding }, portrait);
            var acknowledged = store.PutMemberAsync(IdOf(member), portrait.AsSpan(0, bytes));
            if (member % AtOnce == AtOnce - 1 || member == members - 1) await acknowledged;
        }
    }

    /// <summary>One event of each of so many members drawn at random; durable when it ends.</summary>
    public static async Task WatchAsync(DataStore store, int members, int events, int seed)
    {
        var random = new Random(seed);
        var change = new byte[HistoryFold.ChangeBytes];
        for (var i = 0; i < events; i++)
        {
            HistoryFold.Write(change, (ulong)random.NextInt64(), (uint)i, (ulong)random.NextInt64());
            var position = store.SubmitMemberUpdate(IdOf(random.Next(members)), change);
            if (i % AtOnce == AtOnce - 1 || i == events - 1) await store.WaitForDurableAsync(position);
        }
    }

    /// <summary>Checks a member's embedding.</summary>
    /// <exception cref="InvalidDataException">It is not what was put.</exception>
    public static void Check(DataStore store, int member)
    {
        var check = new ElementCheck { Member = member };
        if (!store.Members.TryRead(IdOf(member), ref check) || !check.IsRight) throw new InvalidDataException($"member {member} is not what was put");
    }

    private struct ElementCheck : IPortraitVisitor
    {
        public int Member;
        public bool IsRight;

        public void Visit(PortraitReader portrait)
        {
            var embedding = portrait.Embedding;
            IsRight = embedding.Length == Dimension;
            for (var i = 0; IsRight && i < Dimension; i++) IsRight = embedding[i] == ElementOf(Member, i);
        }
    }
}
