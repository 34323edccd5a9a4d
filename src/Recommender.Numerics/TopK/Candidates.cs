namespace Recommender.Numerics.TopK;

/// <summary>Where to append rows and the bounds of their scores.</summary>
internal readonly unsafe struct Candidates(int* rows, float* lower, float* upper)
{
    public readonly int* Rows = rows;
    public readonly float* Lower = lower;
    public readonly float* Upper = upper;

    public Candidates From(int index) => new(Rows + index, Lower + index, Upper + index);
}
