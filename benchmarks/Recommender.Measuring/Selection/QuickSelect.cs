namespace Recommender.Measuring.Selection;

/// <summary>Hoare's selection.</summary>
internal static class QuickSelect
{
    /// <summary>The value with so many values at or above it, itself among them; rearranges them.</summary>
    public static float Highest(Span<float> values, int rank)
    {
        var (target, low, high) = (values.Length - rank, 0, values.Length - 1);
        while (low < high)
        {
            var pivot = values[low + (high - low) / 2];
            var (i, j) = (low, high);
            while (i <= j)
            {
                while (values[i] < pivot) i++;
                while (values[j] > pivot) j--;
                if (i > j) break;
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }

            if (target <= j) high = j;
            else if (target >= i) low = i;
            else break;
        }

        return values[target];
    }
}
