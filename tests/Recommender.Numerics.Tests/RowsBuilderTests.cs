namespace Recommender.Numerics.Tests;

public sealed class RowsBuilderTests
{
    [Fact]
    public void What_was_built_stays_as_it_is_however_much_is_added()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var (random, builder, expected) = (new Random(seed), new RowsBuilder<int>(seed % 3, seed % 5), new List<int[]>());
            var built = new List<(CompressedRows<int> Rows, int Count)>();
            for (var step = 0; step < 300; step++)
            {
                var row = Enumerable.Range(0, random.Next(random.Next(40) == 0 ? 5_000 : 6)).Select(_ => random.Next()).ToArray();
                foreach (var value in row[..(row.Length / 2)]) builder.Add(value);
                if (random.Next(3) == 0) built.Add((builder.Build(), expected.Count));   // a row that is open is no row yet
                builder.Add(row.AsSpan(row.Length / 2));
                Assert.Equal(row, builder.Open.ToArray());
                builder.EndRow();
                expected.Add(row);
            }

            foreach (var (rows, count) in built)
            {
                Assert.Equal(count, rows.Rows);
                for (var row = 0; row < count; row++) Assert.Equal(expected[row], rows[row].ToArray());
                Assert.Equal(expected.Take(count).Sum(static row => row.Length), rows.Values.Length);
            }
        }
    }

    [Fact]
    public void A_slice_is_some_rows_of_a_matrix_and_outlives_it_only_with_its_memory()
    {
        using var matrix = new AlignedMatrix<float>(5, 3);
        for (var row = 0; row < 5; row++) matrix.Writable(row).Fill(row);

        var slice = matrix.Slice(1, 3);
        slice.Dispose();

        Assert.Equal((3, 1f, 3f), (slice.Rows, slice[0][0], slice[2][2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => slice[3].Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Slice(3, 3));
        matrix.Dispose();
        Assert.Throws<ObjectDisposedException>(() => slice[0].Length);
    }
}
