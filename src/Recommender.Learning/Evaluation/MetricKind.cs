namespace Recommender.Learning.Evaluation;

/// <summary>What is measured of a ranked list. Each is computed for one case, of its first K titles, and averaged over cases.</summary>
public enum MetricKind
{
    /// <summary>Relevant titles among the first K, of all relevant ones.</summary>
    Recall,

    /// <summary>Relevant titles among the first K, of min(K, relevant): 1 for the best list even where more than K are relevant. Liang et al. 2018.</summary>
    CappedRecall,

    /// <summary>Relevant titles among the first K, of K.</summary>
    Precision,

    /// <summary>Σ 1 / log₂(1 + rank) over the relevant titles among the first K, of the same sum for the best list: its first min(K, relevant) places. Järvelin and Kekäläinen 2002.</summary>
    Ndcg,

    /// <summary>1 where a relevant title is among the first K, else 0.</summary>
    HitRate,

    /// <summary>1 / rank of the first relevant title, 0 where it is not among the first K.</summary>
    ReciprocalRank,

    /// <summary>Mean self-information of the first K titles, −log₂ of the share of members in training who have the title (at least one), in bits. Vargas and Castells 2011.</summary>
    Novelty,

    /// <summary>Mean distance, 1 − cosine of tag weights, over the pairs of the first K titles that both have tags. No value where there is no such pair. Ziegler et al. 2005.</summary>
    Diversity,
}
