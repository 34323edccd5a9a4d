namespace Recommender.Server.Members.Events;

/// <summary>Told of events that were recorded: durable, and none of them a repetition. Called from many threads; never waits.</summary>
internal interface IEventObserver
{
    /// <summary>Takes notice of one.</summary>
    /// <param name="recorded">Checked, with the time that it counts for; not to be changed or kept.</param>
    void Observe(V1.Event recorded);
}
