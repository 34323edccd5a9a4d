namespace Recommender.PageLoad.Reflecting;

/// <summary>How often it is looked whether an event shows.</summary>
/// <param name="Probes">Times in all.</param>
/// <param name="PerSecond">Times a second, spread evenly over the load.</param>
internal sealed record ReflectPlan(int Probes, double PerSecond)
{
    /// <summary>Threads that take turns, so that a slow probe does not keep the next from its time.</summary>
    public const int Probers = 4;

    /// <summary>How long that lasts, in seconds.</summary>
    public double Seconds => Probes / PerSecond;
}
