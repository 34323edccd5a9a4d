namespace Recommender.Server.Generations;

/// <summary>A step between changes of titles.</summary>
/// <param name="take">Does it; throws nothing.</param>
internal sealed class WriterStep(Action take) : WriterTurn
{
    /// <summary>Does it.</summary>
    public void Take() => take();
}
