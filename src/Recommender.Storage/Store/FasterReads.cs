using System.Runtime.ExceptionServices;
using FASTER.core;

namespace Recommender.Storage.Store;

/// <summary>Reads by FASTER: what is in memory, and what a chain leads to from there. Safe from many threads.</summary>
internal sealed unsafe class FasterReads(SessionPool sessions, FailStopDevice log)
{
    /// <summary>Reads a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="reader">Gets the value if there is one.</param>
    /// <param name="address">Where it lies, if there is one.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="StoreException">The device cannot be read.</exception>
    public bool TryRead<TReader>(ref SpanByte key, scoped ref TReader reader, out long address)
        where TReader : struct, IValueReader, allows ref struct
    {
        var call = new ValueVisit.Call<TReader> { Reader = reader };
        var visit = ValueVisit.Of(ref call);
        var completion = default(ColdCompletion);
        var input = default(SpanByte);
        var failedBefore = log.FailedReads;   // before FASTER reads: a device that calls back inline has read when it returns
        var session = sessions.Rent();
        var status = session.Read(ref key, ref input, ref visit, (nint)(&completion));
        if (status.IsPending) status = ReadCold(session, &completion, failedBefore);
        sessions.Return(session);
        reader = call.Reader;
        address = call.Address;
        if (call.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);
        return status.Found;
    }

    /// <summary>With a device that calls back inline the read is complete already and this only fetches it.</summary>
    private Status ReadCold(ClientSession<SpanByte, SpanByte, SpanByte, ValueVisit, nint, RecordFunctions> session, ColdCompletion* completion, long failedBefore)
    {
        var waiting = default(SpinWait);
        while (true)
        {
            session.CompletePending(wait: false);
            if (completion->IsDone) break;
            waiting.SpinOnce(sleep1Threshold: -1);
        }

        if (log.FailedReads != failedBefore || log.Broken is not null) throw new StoreException($"a value on the device cannot be read: {log.Broken ?? log.LastFault}");
        return completion->Status;
    }
}
