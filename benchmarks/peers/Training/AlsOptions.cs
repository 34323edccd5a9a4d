namespace Recommender.Peers.Training;

/// <summary>How vectors are learnt; part of the name under which they are kept.</summary>
/// <remarks>The two weights found most of the ratings that were kept from the learning, among those tried on a grid.</remarks>
internal sealed record AlsOptions
{
    /// <summary>Elements of a vector.</summary>
    public int Dimension { get; init; } = 128;

    /// <summary>Times that all films and then all contexts are solved.</summary>
    public int Sweeps { get; init; } = 10;

    /// <summary>Steps of the conjugate gradient for one vector, from where the last sweep left it.</summary>
    public int Steps { get; init; } = 5;

    /// <summary>Weight of a cell that nobody spoke of, whose target is 0.</summary>
    public double Unobserved { get; init; } = 0.003;

    /// <summary>Pull to the origin, for each cell of a vector's row by its weight.</summary>
    public double Regularisation { get; init; } = 0.01;

    /// <summary>Seed of the first vectors.</summary>
    public int Seed { get; init; } = 20260101;
}
