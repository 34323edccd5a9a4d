using System.Text;
using Recommender.Numerics;
using Recommender.Numerics.Files;
using Recommender.Storage.Titles;

namespace Recommender.Storage.Models;

/// <summary>A generation of model files, mapped: nothing but ids and settings is copied. Safe for many readers.</summary>
/// <remarks>
/// Files: <c>title-embeddings</c> with their search codes, <c>title-lists</c> where titles are very many, <c>titles</c>, <c>members</c>, <c>tags</c>, <c>tag-effects</c>,
/// <c>fold-in</c>, <c>training</c>. Others are found through <see cref="Generation"/>.
/// </remarks>
public sealed class PublishedModel : IDisposable
{
    private const int Version = 1;
    private const string EmbeddingsFile = "title-embeddings";
    private const string ListsFile = "title-lists";
    private const string Lists = "lists";
    private const string TitlesFile = "titles";
    private const string MembersFile = "members";
    private const string TagsFile = "tags";
    private const string TagEffectsFile = "tag-effects";
    private const string FoldInFile = "fold-in";
    private const string TrainingFile = "training";

    private readonly List<IDisposable> _mapped = [];

    private PublishedModel(ModelGeneration generation)
    {
        Generation = generation;
        (Titles, TitleIndex) = ExactIndexFile.Open(generation.PathOf(EmbeddingsFile));
        _mapped.AddRange([TitleIndex, Titles]);
        if (Generation.Names.Contains(ListsFile, StringComparer.Ordinal))
        {
            using var lists = Open(ListsFile);
            TitleLists = Keep(InvertedFile.Map(lists, Lists));
            Check((TitleLists.Count, TitleLists.Dimension) == (Titles.Rows, Titles.Dimension), ListsFile, $"there are {TitleLists.Count} titles of {TitleLists.Dimension} elements in lists, and {Titles.Rows} of {Titles.Dimension}");
        }

        using var titles = Open(TitlesFile);
        TitleIds = TextTable.Read(titles, "ids");
        Support = Keep(titles.Vector<int>("support", Titles.Rows));
        Popularity = Keep(titles.Vector<float>("popularity", Titles.Rows));
        Trend = Keep(titles.Vector<float>("trend", Titles.Rows));
        using var members = Open(MembersFile);
        MemberIds = TextTable.Read(members, "ids");
        Members = Keep(members.Matrix<float>("embeddings"));
        Tags = ReadTags();
        TagEffects = Keep(MatrixFile.Open<float>(generation.PathOf(TagEffectsFile)));
        using var foldIn = Open(FoldInFile);
        Gram = Keep(foldIn.Matrix<float>("gram"));
        FoldIn = Text(foldIn, "settings");
        using var training = Open(TrainingFile);
        Report = Text(training, "report");
        Check(TitleIds.Count == Titles.Rows, TitlesFile, $"there are {TitleIds.Count} ids and {Titles.Rows} embeddings of titles");
        Check(MemberIds.Count == Members.Rows, MembersFile, $"there are {MemberIds.Count} ids and {Members.Rows} embeddings of members");
        Check(Tags is null || Tags.Count == TagEffects.Rows - 1, TagsFile, $"there are {Tags?.Count} tags and effects of {TagEffects.Rows - 1}");
        var d = Titles.Dimension;
        Check(Members.Dimension == d && TagEffects.Dimension == d && Gram.Dimension == d && Gram.Rows == d, FoldInFile, $"embeddings of titles have {d} elements, and others have more or fewer");
    }

    /// <summary>Number and files.</summary>
    public ModelGeneration Generation { get; }

    /// <inheritdoc cref="ModelParts.TitleIds"/>
    public IReadOnlyList<string> TitleIds { get; }

    /// <inheritdoc cref="ModelParts.Titles"/>
    public AlignedMatrix<float> Titles { get; }

    /// <summary>Finds the titles that score best.</summary>
    public ExactTopK TitleIndex { get; }

    /// <summary>Finds nearly all of the titles that score best, where they are very many; null elsewhere.</summary>
    public InvertedFile? TitleLists { get; }

    /// <inheritdoc cref="ModelParts.Support"/>
    public MappedVector<int> Support { get; }

    /// <inheritdoc cref="ModelParts.Popularity"/>
    public MappedVector<float> Popularity { get; }

    /// <inheritdoc cref="ModelParts.Trend"/>
    public MappedVector<float> Trend { get; }

    /// <inheritdoc cref="ModelParts.Gram"/>
    public AlignedMatrix<float> Gram { get; }

    /// <inheritdoc cref="ModelParts.MemberIds"/>
    public IReadOnlyList<string> MemberIds { get; }

    /// <inheritdoc cref="ModelParts.Members"/>
    public AlignedMatrix<float> Members { get; }

    /// <summary>Tags by row, each once; null in a generation of before they were written down.</summary>
    public IReadOnlyList<Tag>? Tags { get; }

    /// <inheritdoc cref="ModelParts.TagEffects"/>
    public AlignedMatrix<float> TagEffects { get; }

    /// <inheritdoc cref="ModelParts.FoldIn"/>
    public string FoldIn { get; }

    /// <inheritdoc cref="ModelParts.Report"/>
    public string Report { get; }

    /// <summary>Maps the newest generation of a folder; null where none was ever committed.</summary>
    /// <exception cref="IOException">Generations were committed, but no file or no part of them can be used; the message says why.</exception>
    public static PublishedModel? OpenNewest(string folder)
    {
        var generation = new ModelFolder(folder).OpenNewest();
        return generation is null ? null : Open(generation);
    }

    /// <summary>Maps a generation.</summary>
    /// <exception cref="InvalidFileException">A file is damaged, or they contradict each other.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="ArgumentException">It lacks a file of a model.</exception>
    public static PublishedModel Open(ModelGeneration generation)
    {
        ArgumentNullException.ThrowIfNull(generation);
        return new PublishedModel(generation);
    }

    /// <summary>Settings and figures of a generation, without the rest of it.</summary>
    /// <inheritdoc cref="Open(ModelGeneration)" path="/exception"/>
    public static string ReportOf(ModelGeneration generation)
    {
        ArgumentNullException.ThrowIfNull(generation);
        using var training = SectionFile.Open(generation.PathOf(TrainingFile), KindOf(TrainingFile), Version);
        return Text(training, "report");
    }

    /// <summary>Titles, members and elements of an embedding of a generation, without the rest of it.</summary>
    /// <inheritdoc cref="Open(ModelGeneration)" path="/exception"/>
    public static ModelShape ShapeOf(ModelGeneration generation)
    {
        ArgumentNullException.ThrowIfNull(generation);
        using var file = SectionFile.Open(generation.PathOf(MembersFile), KindOf(MembersFile), Version);
        using var members = file.Matrix<float>("embeddings");
        using var titleFile = SectionFile.Open(generation.PathOf(TitlesFile), KindOf(TitlesFile), Version);
        using var support = titleFile.Vector<int>("support");
        return new ModelShape((int)support.Length, members.Rows, members.Dimension);
    }

    /// <summary>Writes the parts into a generation in the making, which the caller commits.</summary>
    /// <exception cref="ArgumentException">Shapes do not match; nothing was written.</exception>
    /// <exception cref="IOException">The disk is full or fails.</exception>
    public static void Write(ModelDraft draft, ModelParts parts)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(parts);
        CheckShapes(parts);
        using (var index = new ExactTopK(parts.Titles)) ExactIndexFile.Save(draft.PathOf(EmbeddingsFile), parts.Titles, index);
        if (parts.Titles.Rows >= parts.ListsFrom)
        {
            using var queries = MemberQueries.Of(parts.Members);
            using var lists = InvertedFile.Build(parts.Titles, queries: queries);
            WriteFile(draft, ListsFile, file => lists.Save(file, Lists));
        }

        WriteFile(draft, TitlesFile, file =>
        {
            TextTable.Write(file, "ids", parts.TitleIds);
            file.Write("support", parts.Support.Span);
            file.Write("popularity", parts.Popularity.Span);
            file.Write("trend", parts.Trend.Span);
        });
        WriteFile(draft, MembersFile, file =>
        {
            TextTable.Write(file, "ids", parts.MemberIds);
            parts.Members.Save(file, "embeddings");
        });
        WriteFile(draft, TagsFile, file =>
        {
            TextTable.Write(file, "groups", [.. parts.Tags.Select(static tag => tag.Group)]);
            TextTable.Write(file, "names", [.. parts.Tags.Select(static tag => tag.Id)]);
        });
        MatrixFile.Save(draft.PathOf(TagEffectsFile), parts.TagEffects);
        WriteFile(draft, FoldInFile, file =>
        {
            parts.Gram.Save(file, "gram");
            file.WriteUtf8("settings", Encoding.UTF8.GetBytes(parts.FoldIn));
        });
        WriteFile(draft, TrainingFile, file => file.WriteUtf8("report", Encoding.UTF8.GetBytes(parts.Report)));
    }

    /// <summary>Lets go of the files, once those who hold parts of them have ended.</summary>
    public void Dispose() => _mapped.ForEach(part => part.Dispose());

    private static void WriteFile(ModelDraft draft, string name, Action<SectionFileWriter> write)
    {
        using var file = SectionFileWriter.Create(draft.PathOf(name), KindOf(name), Version);
        write(file);
        file.Commit();
    }

    private static void CheckShapes(ModelParts parts)
    {
        var (titles, d) = (parts.Titles.Rows, parts.Titles.Dimension);
        foreach (var (what, count, expected) in ((string, int, int)[])[
            ("ids of titles", parts.TitleIds.Count, titles), ("supports", parts.Support.Length, titles), ("popularities", parts.Popularity.Length, titles),
            ("trends", parts.Trend.Length, titles), ("effects of tags", parts.TagEffects.Rows - 1, parts.Tags.Count), ("embeddings of members", parts.Members.Rows, parts.MemberIds.Count), ("rows of the Gram matrix", parts.Gram.Rows, d),
            ("columns of the Gram matrix", parts.Gram.Dimension, d), ("elements of a member", parts.Members.Dimension, d), ("elements of a tag", parts.TagEffects.Dimension, d)])
        {
            if (count != expected) throw new ArgumentException($"there are {count} {what}; expected {expected}", nameof(parts));
        }
    }

    private static string KindOf(string name) => $"recommender.model.{name}";

    private static string Text(SectionFile file, string name)
    {
        using var text = file.Utf8(name);
        return Encoding.UTF8.GetString(text.Span);
    }

    private List<Tag>? ReadTags()
    {
        if (!Generation.Names.Contains(TagsFile, StringComparer.Ordinal)) return null;
        using var file = Open(TagsFile);
        var (groups, names) = (TextTable.Read(file, "groups"), TextTable.Read(file, "names"));
        Check(groups.Length == names.Length, TagsFile, $"there are {groups.Length} groups and {names.Length} names of tags");
        return [.. groups.Zip(names, static (group, name) => new Tag(group, name))];
    }

    private SectionFile Open(string name) => SectionFile.Open(Generation.PathOf(name), KindOf(name), Version);

    private T Keep<T>(T part)
        where T : IDisposable
    {
        _mapped.Add(part);
        return part;
    }

    private void Check(bool holds, string name, string problem)
    {
        if (holds) return;
        Dispose();
        throw new InvalidFileException(Generation.PathOf(name), 0, problem);
    }
}
