namespace Recommender.Storage.Members;

/// <summary>How an embedding is kept.</summary>
public enum EmbeddingPrecision
{
    /// <summary>As fp32, four bytes an element.</summary>
    Fp32,

    /// <summary>As fp16, two bytes an element: eleven bits of each are kept.</summary>
    Fp16,
}
