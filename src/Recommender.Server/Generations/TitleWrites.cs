using Recommender.Storage.Data;

namespace Recommender.Server.Generations;

/// <summary>Brings changes of titles into the store, in the order in which they came.</summary>
internal sealed class TitleWrites(DataStore data)
{
    /// <summary>Writes changes, and waits until they are on disk.</summary>
    /// <param name="state">What is there before.</param>
    /// <param name="changes">In their order. Those that come to nothing are failed.</param>
    /// <returns>The last change of each title that is on disk now.</returns>
    public async Task<Dictionary<ulong, TitleChange>> WriteAsync(CatalogState state, IReadOnlyList<TitleChange> changes)
    {
        var (last, written) = (new Dictionary<ulong, TitleChange>(), new List<(TitleChange Change, Task Durable)>());
        foreach (var change in changes)
        {
            if (!MayWrite(state, last, change)) continue;
            try
            {
                written.Add((change, WriteAsync(change)));
                last[change.Hash] = change;
            }
            catch (Exception failure)
            {
                change.Fail(failure);
            }
        }

        foreach (var (change, durable) in written)
        {
            try
            {
                await durable;
            }
            catch (Exception failure)
            {
                change.Fail(failure);
                last.Remove(change.Hash);   // the disk has failed for all that follows too
            }
        }

        return last;
    }

    private Task WriteAsync(TitleChange change) =>
        change.Packed is null ? data.DeleteTitleAsync(change.Id).AsTask() : data.PutTitleAsync(change.Id, change.Packed).AsTask();

    private static bool MayWrite(CatalogState state, Dictionary<ulong, TitleChange> last, TitleChange change)
    {
        var other = last.TryGetValue(change.Hash, out var before) ? before.Id : state.IdOf(change.Hash);
        if (!other.IsEmpty && !other.SequenceEqual(change.Id))
        {
            change.Fail(new ArgumentException("another title's id has the same hash; give this one another id", nameof(change)));
            return false;
        }

        change.Existed = before is null ? !other.IsEmpty : before.Packed is not null;
        return change.Packed is not null || change.Existed;
    }
}
