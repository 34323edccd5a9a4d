namespace Recommender.Learning.Policies;

/// <summary>A way of estimating what a policy would have earned. Let w be π(a|x) / p(a|x), r the reward and q the reward model.</summary>
public enum EstimatorKind
{
    /// <summary>The mean reward of decisions accepted with a probability of w / max w: among these the policy chose. Right where propensities are; Li, Chu, Langford and Wang, WSDM 2011.</summary>
    Replay,

    /// <summary>Inverse propensity: the mean of w·r. Right where propensities are.</summary>
    InversePropensity,

    /// <summary>Self-normalised: Σ w·r / Σ w, which no longer depends on what a reward of 0 is. Right, for many decisions, where propensities are; Swaminathan and Joachims, "The Self-Normalized Estimator for Counterfactual Learning", NIPS 2015.</summary>
    SelfNormalized,

    /// <summary>The mean of min(w, cap)·r. Right where propensities are and no weight exceeds the cap, else too low for rewards above 0.</summary>
    Clipped,

    /// <summary>Direct method: the mean of Σ π(a|x)·q(x, a). Right where the reward model is.</summary>
    Direct,

    /// <summary>Doubly robust: the direct method + the mean of w·(r − q). Right where propensities or the reward model are; Dudík, Langford and Li, "Doubly Robust Policy Evaluation and Learning", ICML 2011.</summary>
    DoublyRobust,

    /// <summary>Doubly robust where w is up to a threshold, and the direct method beyond; Wang, Agarwal and Dudík, "Optimal and Adaptive Off-policy Evaluation in Contextual Bandits", ICML 2017.</summary>
    SwitchDoublyRobust,

    /// <summary>Doubly robust with weights λw / (w² + λ); Su, Dimakopoulou, Krishnamurthy and Dudík, "Doubly Robust Off-policy Evaluation with Shrinkage", ICML 2020.</summary>
    ShrunkDoublyRobust,
}
