using Recommender.Storage.Titles;

namespace Recommender.Server.Catalogs;

/// <summary>Reads single titles of the store.</summary>
internal static class StoredTitles
{
    /// <summary>A title; null where there is none.</summary>
    public static Title? Find(this TitleStore titles, ReadOnlySpan<byte> id)
    {
        var copy = new Copy();
        return titles.TryRead(id, ref copy) ? copy.Title : null;
    }

    /// <summary>When a title came into the catalogue; null where there is none.</summary>
    public static long? AddedAt(this TitleStore titles, ReadOnlySpan<byte> id)
    {
        var moment = new Moment();
        return titles.TryRead(id, ref moment) ? moment.AddedAt : null;
    }

    private struct Copy : ITitleVisitor
    {
        public Title? Title { get; private set; }

        public void Visit(TitleReader title) => Title = title.ToTitle();
    }

    private struct Moment : ITitleVisitor
    {
        public long AddedAt { get; private set; }

        public void Visit(TitleReader title) => AddedAt = title.AddedAt;
    }
}
