namespace Recommender.PageLoad.Wire;

/// <summary>Told of what comes over one connection, on the thread that reads it.</summary>
internal interface ICallSink
{
    /// <summary>A call has ended.</summary>
    void Answered(in Answer answer);
}
