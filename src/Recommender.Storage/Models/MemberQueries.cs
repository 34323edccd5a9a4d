using Recommender.Numerics;

namespace Recommender.Storage.Models;

/// <summary>Members' vectors to measure a search of titles with: what it is asked for, which lies elsewhere than titles do.</summary>
public static class MemberQueries
{
    /// <summary>As many as a search is measured with.</summary>
    public const int Most = 1024;

    // Of fewer, some would decide on all.
    private const int Fewest = 64;

    /// <summary>Copies vectors from all over the members, in their order, leaving out those of nothing.</summary>
    /// <param name="members">Shape (n, d).</param>
    /// <returns>Shape (q, d), q up to <see cref="Most"/>, the caller's; null where there are too few members to measure with.</returns>
    /// <remarks>The same members give the same queries. O(q·d).</remarks>
    public static AlignedMatrix<float>? Of(AlignedMatrix<float> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        var count = Math.Min(Most, members.Rows);
        int[] rows = [.. Enumerable.Range(0, count).Select(at => (int)((long)at * members.Rows / count)).Where(row => IsSomething(members[row]))];
        if (rows.Length < Fewest) return null;

        var queries = new AlignedMatrix<float>(rows.Length, members.Dimension);
        for (var at = 0; at < rows.Length; at++) members[rows[at]].CopyTo(queries.Writable(at));
        return queries;
    }

    private static bool IsSomething(ReadOnlySpan<float> vector)
    {
        var sum = 0f;
        foreach (var element in vector) sum += element * element;
        return sum > 0 && float.IsFinite(sum);
    }
}
