namespace Recommender.Numerics.TopK;

/// <summary>Rows that may be among the best, by their slots, and the bounds of their scores.</summary>
internal readonly unsafe struct Candidates(int* slots, float* lower, float* upper)
{
    public readonly int* Slots = slots;
    public readonly float* Lower = lower;
    public readonly float* Upper = upper;

    public Candidates From(int index) => new(Slots + index, Lower + index, Upper + index);
}
