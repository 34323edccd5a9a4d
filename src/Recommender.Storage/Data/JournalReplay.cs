using Recommender.Storage.Journaling;
using Recommender.Storage.Packing;
using Recommender.Storage.Store;

namespace Recommender.Storage.Data;

/// <summary>Makes the journal's changes once more, those that a value does not have yet. For one thread.</summary>
internal struct JournalReplay(ChangeEffects effects, long from, long until, IProgress<RecoveryProgress>? progress) : IJournalVisitor
{
    private const int ReportEvery = 1 << 16;

    private readonly byte[] _before = new byte[ValueBuffers.ValueBytes];
    private readonly byte[] _after = new byte[ValueBuffers.ValueBytes];

    /// <summary>Records met.</summary>
    public long Records { get; private set; }

    /// <summary>Of them, those that a checkpoint had already.</summary>
    public long Skipped { get; private set; }

    public void Visit(ReadOnlySpan<byte> record, long position, long next)
    {
        try
        {
            Replay(Change.Read(record), next);
        }
        catch (Exception failure) when (failure is InvalidValueException or ArgumentException)
        {
            throw new StoreException($"the journal's record at position {position} cannot be replayed: {failure.Message}", failure);
        }

        if (++Records % ReportEvery == 0) progress?.Report(new RecoveryProgress(Records, next - from, until - from));
    }

    private void Replay(Change change, long position)
    {
        var before = effects.ReadBefore(change, _before);
        if (!before.IsEmpty && PackedHeader.Position(before) >= position)
        {
            Skipped++;
            return;
        }

        var effect = effects.Compute(change, before, _after, out var bytes);
        effects.Apply(change, effect, _after.AsSpan(0, bytes), position);
    }
}
