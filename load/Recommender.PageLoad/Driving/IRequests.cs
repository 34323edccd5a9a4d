namespace Recommender.PageLoad.Driving;

/// <summary>What is asked of a server, call after call, and how the answers are counted. One thread at a time.</summary>
internal interface IRequests
{
    /// <summary>The next request's message, until the next is asked for.</summary>
    ReadOnlySpan<byte> Next();

    /// <summary>Whether a call's answer is wanted, and not only its status.</summary>
    /// <param name="call">Its number, from 0.</param>
    bool Keeps(long call);

    /// <summary>What counts the answers that come over one connection.</summary>
    Tally NewTally();
}
