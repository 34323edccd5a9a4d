using FASTER.core;

namespace Recommender.Storage.Store;

/// <summary>What FASTER calls while it works on a record. Values are replaced whole, in place where they fit.</summary>
internal sealed unsafe class RecordFunctions : SpanByteFunctions<SpanByte, ValueVisit, nint>
{
    public override bool SingleReader(ref SpanByte key, ref SpanByte input, ref SpanByte value, ref ValueVisit dst, ref ReadInfo readInfo)
    {
        dst.Read(value.AsReadOnlySpan());
        return true;
    }

    public override bool ConcurrentReader(ref SpanByte key, ref SpanByte input, ref SpanByte value, ref ValueVisit dst, ref ReadInfo readInfo)
    {
        dst.Read(value.AsReadOnlySpan());
        return true;
    }

    public override void ReadCompletionCallback(
        ref SpanByte key, ref SpanByte input, ref ValueVisit output, nint ctx, Status status, RecordMetadata recordMetadata)
    {
        var completion = (ColdCompletion*)ctx;
        completion->Status = status;
        completion->IsDone = true;
    }
}
