using System.Runtime.InteropServices;
using Recommender.Learning.Factorization;

namespace Recommender.Server.Members.Events;

/// <summary>
/// From what events say, -1 to 1, to the values that a model was trained from, and back. Liking, from 0 to 1, lies between the least and
/// the greatest liking of the training; dislike below.
/// </summary>
/// <param name="Least">Least liking.</param>
/// <param name="Greatest">Greatest liking.</param>
/// <param name="DislikeBelow">Values below are dislikes.</param>
/// <param name="IsLogarithmic">Whether likings are placed by ln(1 + v).</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct StrengthScale(float Least, float Greatest, float DislikeBelow, bool IsLogarithmic)
{
    /// <summary>What events say, as it is.</summary>
    public static StrengthScale Plain { get; } = new(0, 1, 0, IsLogarithmic: false);

    // In a portrait 0 says nothing, so what says something is next to it at the nearest.
    private const float NextToNothing = 1e-3f;

    private float Span => Math.Max(Greatest - DislikeBelow, 1e-3f);

    /// <summary>The scale of a model; <see cref="Plain"/> where there is none.</summary>
    public static StrengthScale Of(SignalRule? rule)
    {
        if (rule is null) return Plain;
        var below = (float)(rule.Options.NegativeBelow ?? Math.Min(0, rule.Least));
        var (least, greatest) = ((float)rule.Least, (float)rule.Greatest);
        if (least >= greatest)   // all alike: what says less is less liked all the same
        {
            least = Math.Max(0, below);
            greatest = greatest > least ? greatest : least + 1;
        }

        return new StrengthScale(least, greatest, below, rule.Options.Scale == SignalScale.Logarithmic);
    }

    /// <summary>What a value says, -1 to 1.</summary>
    public float EvidenceOf(float value)
    {
        if (value < DislikeBelow) return -Math.Min(1, (DislikeBelow - value) / Span);
        var (least, greatest) = (Placed(Least), Placed(Greatest));
        return Math.Clamp((Placed(value) - least) / (greatest - least), 0, 1);
    }

    /// <summary>The value that says as much; not 0.</summary>
    /// <param name="evidence">Kept within -1 and 1.</param>
    public float ValueOf(float evidence)
    {
        var value = Value(evidence);
        return value != 0 ? value : evidence < 0 ? -NextToNothing : NextToNothing;
    }

    private float Value(float evidence)
    {
        if (evidence < 0) return DislikeBelow - (Math.Min(1, -evidence) * Span);
        var (least, greatest) = (Placed(Least), Placed(Greatest));
        var place = least + (Math.Min(1, evidence) * (greatest - least));
        return IsLogarithmic ? MathF.Exp(place) - 1 : place;
    }

    private float Placed(float value) => IsLogarithmic ? MathF.Log(1 + Math.Max(0, value)) : value;
}
