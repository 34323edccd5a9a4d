namespace Recommender.Learning.Import;

/// <summary>Interactions from adjacency lists: a line is a member and all its titles, "member title title …".</summary>
internal static class AdjacencyReader
{
    private static readonly TableFormat Nothing = new() { Member = "1", Title = "2" };

    public static void Read(string path, string separator, ImportContext context, InteractionIntake into)
    {
        using var reader = RecordReader.Open(path, new RecordFormat { Separator = separator }, context);
        var member = new byte[ImportOptions.MaxIdBytes];
        while (reader.Read())
        {
            if (!into.TakeMember(reader, reader[0])) continue;
            var length = reader[0].Length;
            reader[0].CopyTo(member);
            for (var field = 1; field < reader.FieldCount; field++)
            {
                if (!reader[field].IsEmpty) into.Take(reader, Nothing, member.AsSpan(0, length), reader[field], [], []);
            }
        }
    }
}
