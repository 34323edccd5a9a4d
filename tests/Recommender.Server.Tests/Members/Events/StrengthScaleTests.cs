using Recommender.Learning.Factorization;
using Recommender.Server.Members;
using Recommender.Server.Members.Events;
using Recommender.Storage.Members;

namespace Recommender.Server.Tests.Members.Events;

public sealed class StrengthScaleTests
{
    public static TheoryData<string> Models => [.. Rules.Keys];

    private static Dictionary<string, SignalRule> Rules { get; } = new()
    {
        ["ratings of half a star to five"] = new(new SignalOptions(), Least: 0.5, Greatest: 5, MeanPlace: 0.6, Newest: 0),
        ["ratings of 0 to 10 of which those below 5 are dislikes"] = new(new SignalOptions { NegativeBelow = 5 }, 5, 10, 0.5, 0),
        ["minutes"] = new(new SignalOptions { Scale = SignalScale.Logarithmic }, 1, 6_000, 0.5, 0),
        ["choices, all alike"] = new(new SignalOptions(), 1, 1, 1, 0),
        ["nothing but dislikes"] = new(new SignalOptions { NegativeBelow = 0 }, 1, 1, 1, 0),
    };

    [Theory, MemberData(nameof(Models))]
    public void Says_in_the_models_values_what_events_say_and_takes_it_back_from_them(string model)
    {
        var scale = StrengthScale.Of(Rules[model]);
        for (var evidence = -1f; evidence <= 1; evidence += 1 / 64f)
            Assert.Equal(evidence, scale.EvidenceOf(scale.ValueOf(evidence)), 1e-3f);
    }

    [Theory, MemberData(nameof(Models))]
    public void Makes_dislikes_of_what_speaks_against_and_likings_that_rise_of_what_speaks_for(string model)
    {
        var rule = Rules[model];
        var scale = StrengthScale.Of(rule);
        var before = -1f;
        for (var evidence = -1f; evidence <= 1; evidence += 1 / 16f)
        {
            if (evidence == 0) continue;
            var liking = Taste.Of(new HistoryEntry(1, 1, scale.ValueOf(evidence), 0, 0, WatchState.Started, 1), rule);
            Assert.Equal(evidence < 0, liking < 0);
            Assert.True(liking >= before, $"{evidence} is liked {liking}, less {before}");
            before = liking;
        }

        Assert.Equal(1, before, 1e-4f);
    }

    [Fact]
    public void Knows_dislikes_although_the_training_knew_none()
    {
        Assert.Equal(0, Taste.WithDislikes(Rules["choices, all alike"]).Options.NegativeBelow);
        Assert.Equal(5, Taste.WithDislikes(Rules["ratings of 0 to 10 of which those below 5 are dislikes"]).Options.NegativeBelow);
    }
}
