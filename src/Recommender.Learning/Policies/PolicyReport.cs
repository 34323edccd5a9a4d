using Recommender.Learning.Evaluation;

namespace Recommender.Learning.Policies;

/// <summary>What a log says of policies.</summary>
/// <param name="Log">The log's name.</param>
/// <param name="Decisions">Number of decisions.</param>
/// <param name="Actions">Number of different actions.</param>
/// <param name="Logged">Mean reward of the policy that made the log, with 95 % bounds.</param>
/// <param name="Explained">Share of the rewards' variance that the best reward model explains of decisions that it has not seen; 0 or less where it knows nothing.</param>
/// <param name="Judgements">What is said of each policy.</param>
/// <param name="Options">How it was found.</param>
public sealed record PolicyReport(string Log, int Decisions, int Actions, Interval Logged, double Explained, IReadOnlyList<PolicyJudgement> Judgements, PolicyEvaluationOptions Options);
