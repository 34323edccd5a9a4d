using System.Text;
using Recommender.Storage.Child;
using Recommender.Storage.Data;
using Recommender.Storage.Members;
using Recommender.Storage.Packing;
using Recommender.Storage.Titles;

namespace Recommender.Storage.Tests.Data;

/// <summary>A data folder's calls with text, and what dictionaries say of it.</summary>
internal static class DataCalls
{
    /// <summary>A member's portrait as it was put or made: without its position, and without room at its end.</summary>
    public static byte[]? Portrait(this DataStore store, string id)
    {
        var copy = default(PortraitCopy);
        return store.Members.TryRead(Encoding.UTF8.GetBytes(id), ref copy) ? copy.Bytes : null;
    }

    /// <summary>A title as it was put.</summary>
    public static byte[]? Title(this DataStore store, string id)
    {
        var copy = default(TitleCopy);
        return store.Titles.TryRead(Encoding.UTF8.GetBytes(id), ref copy) ? Unstamped(copy.Bytes!) : null;
    }

    public static Task PutMemberAsync(this DataStore store, string id, byte[] portrait) => store.PutMemberAsync(Encoding.UTF8.GetBytes(id), portrait).AsTask();

    public static Task DeleteMemberAsync(this DataStore store, string id) => store.DeleteMemberAsync(Encoding.UTF8.GetBytes(id)).AsTask();

    public static Task EventAsync(this DataStore store, string id, ulong number) =>
        store.UpdateMemberAsync(Encoding.UTF8.GetBytes(id), BitConverter.GetBytes(number)).AsTask();

    /// <summary>Events that a member's portrait has counted.</summary>
    public static int Events(this DataStore store, string id) => store.Portrait(id) is { } portrait ? (int)PortraitReader.Open(portrait).Habits[0].Weight : 0;

    /// <summary>Whether the folder has of one worker's keys what dictionaries have.</summary>
    public static string? Difference(this DataStore store, int worker, Dictionary<string, byte[]> members, Dictionary<string, byte[]> titles)
    {
        for (var key = 0; key < DataStep.KeysOfAWorker; key++)
        {
            var id = DataStep.IdOf(worker, key);
            if (!Same(store.Portrait(id), members.GetValueOrDefault(id))) return $"member {id}";
            if (!Same(store.Title(id), titles.GetValueOrDefault(id))) return $"title {id}";
        }

        return null;
    }

    private static bool Same(byte[]? found, byte[]? expected) => found is null ? expected is null : expected is not null && found.AsSpan().SequenceEqual(expected);

    private static byte[] Unstamped(byte[] value)
    {
        PackedHeader.Seal(value, position: 0);
        return value;
    }

    private struct PortraitCopy : IPortraitVisitor
    {
        public byte[]? Bytes;

        public void Visit(PortraitReader portrait)
        {
            var content = portrait.Content;
            Bytes = new byte[PortraitWriter.BytesOf(content)];
            PortraitWriter.Write(content, Bytes);
        }
    }

    private struct TitleCopy : ITitleVisitor
    {
        public byte[]? Bytes;

        public void Visit(TitleReader title) => Bytes = title.Bytes.ToArray();
    }
}
