using FASTER.core;

namespace Recommender.Storage.Store;

/// <summary>What FASTER calls while it works on a record. Values are replaced whole, in place where they fit.</summary>
/// <remarks>The store writes and deletes under the key's lock: it knows whether a key is new, and deletes none that has no value.</remarks>
internal sealed unsafe class RecordFunctions(KeyCount keys) : SpanByteFunctions<SpanByte, ValueVisit, nint>
{
    public override bool SingleReader(ref SpanByte key, ref SpanByte input, ref SpanByte value, ref ValueVisit dst, ref ReadInfo readInfo)
    {
        dst.Read(value.AsReadOnlySpan(), readInfo.Address);
        return true;
    }

    public override bool ConcurrentReader(ref SpanByte key, ref SpanByte input, ref SpanByte value, ref ValueVisit dst, ref ReadInfo readInfo)
    {
        dst.Read(value.AsReadOnlySpan(), readInfo.Address);
        return true;
    }

    public override void PostSingleWriter(
        ref SpanByte key, ref SpanByte input, ref SpanByte src, ref SpanByte dst, ref ValueVisit output, ref UpsertInfo upsertInfo, WriteReason reason)
    {
        if (output.IsNewKey) keys.Add(upsertInfo.Version, 1);
    }

    public override bool ConcurrentDeleter(ref SpanByte key, ref SpanByte value, ref DeleteInfo deleteInfo)
    {
        keys.Add(deleteInfo.Version, -1);
        return true;
    }

    public override void PostSingleDeleter(ref SpanByte key, ref DeleteInfo deleteInfo) => keys.Add(deleteInfo.Version, -1);

    public override void ReadCompletionCallback(
        ref SpanByte key, ref SpanByte input, ref ValueVisit output, nint ctx, Status status, RecordMetadata recordMetadata)
    {
        var completion = (ColdCompletion*)ctx;
        completion->Status = status;
        completion->IsDone = true;
    }
}
