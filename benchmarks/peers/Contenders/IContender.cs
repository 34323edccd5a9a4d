namespace Recommender.Peers.Contenders;

/// <summary>Something that answers queries and can be timed at it.</summary>
internal interface IContender
{
    /// <summary>What the results call it.</summary>
    string Name { get; }

    /// <summary>Answers some of the set's queries on one thread, one after the other.</summary>
    /// <returns>Seconds that it took in all.</returns>
    double Run(int first, int count);
}
