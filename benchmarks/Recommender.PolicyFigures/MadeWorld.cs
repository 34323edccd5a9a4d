using Recommender.Learning.Policies;

namespace Recommender.PolicyFigures;

/// <summary>A made-up world: personas, artworks, the chance of a play for each pair, the policy that made the log and the one to be judged.</summary>
public sealed class MadeWorld : ITargetPolicy
{
    private const int Personas = 8;
    private const int Actions = 5;
    private const double Floor = 0.25;   // of each policy's choices is drawn by lot
    private const int Decisions = 2000;

    private readonly double[][] _chances;
    private readonly double[][] _logging;
    private readonly double[][] _target;
    private readonly int[] _personas = new int[Decisions];

    /// <summary>Makes one; kind and seed decide everything.</summary>
    public MadeWorld(WorldKind kind, int seed)
    {
        var random = new Random(seed);
        _chances = [.. Enumerable.Range(0, Personas).Select(_ => Enumerable.Range(0, Actions).Select(_ => 0.05 + 0.6 * random.NextDouble() * random.NextDouble()).ToArray())];
        _logging = Policy(random, kind.Contrast);
        _target = Policy(random, kind.Contrast);
        for (var persona = 0; persona < Personas; persona++) Truth += _target[persona].Zip(_chances[persona], static (p, chance) => p * chance).Sum() / Personas;
        Log = Play(kind, random);
    }

    /// <summary>The mean reward of the policy to be judged.</summary>
    public double Truth { get; }

    /// <summary>What the other policy did.</summary>
    public DecisionLog Log { get; }

    /// <inheritdoc/>
    public string Name => "target";

    /// <inheritdoc/>
    public void Probabilities(DecisionLog log, int decision, Span<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(log);
        var candidates = log.Candidates(decision);
        for (var i = 0; i < candidates.Length; i++) probabilities[i] = _target[_personas[decision]][log.Actions[candidates[i]][0] - 'a'];
    }

    private DecisionLog Play(WorldKind kind, Random random)
    {
        var (builder, names) = (new DecisionLogBuilder(), Enumerable.Range(0, Actions).Select(static action => $"{(char)('a' + action)}").ToArray());
        for (var decision = 0; decision < Decisions; decision++)
        {
            var persona = _personas[decision] = random.Next(Personas);
            var action = Draw(random, _logging[persona]);
            builder.Add(new()
            {
                Action = names[action],
                Candidates = names,
                Propensity = kind.HasRightPropensities(persona) ? _logging[persona][action] : Blurred(_logging[persona])[action],
                Reward = random.NextDouble() < _chances[persona][action] ? 1 : 0,
                Context = [new(kind.ShowsPersona(persona) ? $"persona={persona}" : "persona=unknown", 1)],
            });
        }

        return builder.ToLog();
    }

    private static double[][] Policy(Random random, double contrast) => [.. Enumerable.Range(0, Personas).Select(_ =>
    {
        var scores = Enumerable.Range(0, Actions).Select(_ => Math.Exp(contrast * Normal(random))).ToArray();
        var floor = contrast > 2 ? Floor / 20 : Floor;
        return scores.Select(score => floor / Actions + (1 - floor) * score / scores.Sum()).ToArray();
    })];

    // As of a policy whose settings were noted down wrongly: nearer to a draw by lot than it was.
    private static double[] Blurred(double[] probabilities)
    {
        var roots = probabilities.Select(Math.Sqrt).ToArray();
        return [.. roots.Select(root => root / roots.Sum())];
    }

    private static int Draw(Random random, double[] probabilities)
    {
        var at = random.NextDouble();
        for (var i = 0; i < probabilities.Length - 1; i++)
        {
            at -= probabilities[i];
            if (at < 0) return i;
        }

        return probabilities.Length - 1;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
