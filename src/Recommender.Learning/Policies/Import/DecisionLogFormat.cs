namespace Recommender.Learning.Policies.Import;

/// <summary>How a log of decisions is written.</summary>
public enum DecisionLogFormat
{
    /// <summary>Found out by the file's name and header.</summary>
    Auto,

    /// <summary>A line is an object of JSON, as <see cref="DecisionLogReader"/> describes it.</summary>
    JsonLines,

    /// <summary>A table with a header, as <see cref="DecisionLogReader"/> describes it.</summary>
    Csv,

    /// <summary>A table of the Open Bandit Dataset (Saito, Aihara, Matsutani and Narita, NeurIPS 2021 datasets track): <c>item_id</c>, <c>position</c>, <c>click</c>, <c>propensity_score</c> or <c>action_prob</c>, and <c>user_feature_…</c> as categories of the context.</summary>
    OpenBandit,
}
