namespace Recommender.Storage.Data;

/// <summary>What happens to the value of a key.</summary>
internal enum ChangeEffect
{
    None,
    Replace,
    Remove,
}
