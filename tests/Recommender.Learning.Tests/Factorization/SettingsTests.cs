using Recommender.Learning.Factorization;

namespace Recommender.Learning.Tests.Factorization;

public sealed class SettingsTests
{
    private static readonly (FactorizationOptions Options, string Message)[] Refused =
    [
        (new() { Dimension = 7 }, "Dimension is 7; allowed: 8 to 512"),
        (new() { Dimension = 513 }, "Dimension is 513"),
        (new() { Epochs = 0 }, "Epochs is 0"),
        (new() { UnobservedWeight = -1 }, "UnobservedWeight is -1"),
        (new() { UnobservedWeight = double.NaN }, "UnobservedWeight is NaN"),
        (new() { Regularization = 0 }, "Regularization is 0"),
        (new() { RegularizationExponent = 3 }, "RegularizationExponent is 3"),
        (new() { InitialDeviation = 0 }, "InitialDeviation is 0"),
        (new() { Threads = 0 }, "Threads is 0"),
        (new() { Signal = null! }, "Signal is missing"),
        (new() { Signal = new() { Grade = -1 } }, "Grade is -1"),
        (new() { Signal = new() { Scale = (SignalScale)7 } }, "Scale is 7; allowed: Linear, Logarithmic"),
        (new() { Signal = new() { NegativeBelow = double.NaN } }, "NegativeBelow is NaN"),
        (new() { Signal = new() { NegativeTarget = 0.5 } }, "NegativeTarget is 0.5"),
        (new() { Signal = new() { NegativeWeight = -1 } }, "NegativeWeight is -1"),
        (new() { Signal = new() { HalfLifeDays = 0 } }, "HalfLifeDays is 0"),
    ];

    [Fact]
    public void A_setting_out_of_range_is_refused_by_name_and_value()
    {
        foreach (var (options, message) in Refused)
        {
            var refused = Assert.Throws<ArgumentException>(() => ImplicitFactorization.Train(Worlds.Of(1, [(0, 1)]), options));
            Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        }
    }
}
