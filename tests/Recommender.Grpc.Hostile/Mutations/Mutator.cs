namespace Recommender.Grpc.Hostile.Mutations;

/// <summary>One kind of damage to a <typeparamref name="T"/>, done in place. The same random numbers do the same damage.</summary>
internal sealed record Mutator<T>(string Name, Action<T, Random> Apply)
{
    /// <summary>Whether a server must not notice: the answer stays what it was.</summary>
    public bool Harmless { get; init; }
}
