using System.Buffers.Binary;
using Recommender.Storage.Packing;

namespace Recommender.Storage.Members;

/// <summary>
/// A packed portrait, read where it lies: every property is a view of the bytes, valid as long as they are. Checked once, when it
/// is opened. No allocation.
/// </summary>
public readonly ref struct PortraitReader
{
    private const string What = "portrait";

    private readonly ReadOnlySpan<byte> _portrait;

    private PortraitReader(ReadOnlySpan<byte> portrait) => _portrait = portrait;

    /// <summary>All of it.</summary>
    public ReadOnlySpan<byte> Bytes => _portrait;

    /// <summary>The journal position up to which changes are in it; 0 for one that was never stored.</summary>
    public long AppliedPosition => PackedHeader.Position(_portrait);

    /// <summary>The model that the embedding and the communities are of; 0 where there are none.</summary>
    public long ModelVersion => BinaryPrimitives.ReadInt64LittleEndian(_portrait[PortraitLayout.ModelAt..]);

    /// <summary>Elements of the embedding; 0 where there is none.</summary>
    public int Dimension => PackedHeader.Dimension(_portrait);

    /// <summary>How the embedding is kept.</summary>
    public EmbeddingPrecision Precision =>
        PackedHeader.Flags(_portrait) == PackedHeader.HalfPrecision ? EmbeddingPrecision.Fp16 : EmbeddingPrecision.Fp32;

    /// <summary>The embedding where it is kept in fp32; else empty.</summary>
    public ReadOnlySpan<float> Embedding => Precision == EmbeddingPrecision.Fp32 ? PackedRows.Of<float>(EmbeddingBytes) : [];

    /// <summary>The embedding where it is kept in fp16; else empty.</summary>
    public ReadOnlySpan<Half> HalfEmbedding => Precision == EmbeddingPrecision.Fp16 ? PackedRows.Of<Half>(EmbeddingBytes) : [];

    /// <summary>Taste communities.</summary>
    public ReadOnlySpan<CommunityWeight> Communities => Entries<CommunityWeight>(PortraitSection.Communities);

    /// <summary>Tag affinities.</summary>
    public ReadOnlySpan<TagAffinity> Tags => Entries<TagAffinity>(PortraitSection.Tags);

    /// <summary>The history.</summary>
    public ReadOnlySpan<HistoryEntry> History => Entries<HistoryEntry>(PortraitSection.History);

    /// <summary>Hidden titles.</summary>
    public ReadOnlySpan<TitleMark> Hidden => Entries<TitleMark>(PortraitSection.Hidden);

    /// <summary>The member's list.</summary>
    public ReadOnlySpan<TitleMark> Listed => Entries<TitleMark>(PortraitSection.Listed);

    /// <summary>Impressions without a play.</summary>
    public ReadOnlySpan<ImpressionCount> Impressions => Entries<ImpressionCount>(PortraitSection.Impressions);

    /// <summary>Habits.</summary>
    public ReadOnlySpan<HabitWeight> Habits => Entries<HabitWeight>(PortraitSection.Habits);

    /// <summary>What the member named at first.</summary>
    public ReadOnlySpan<OnboardingTaste> Tastes => Entries<OnboardingTaste>(PortraitSection.Tastes);

    /// <summary>Hashes of the ids of recent events.</summary>
    public ReadOnlySpan<ulong> RecentEvents => Entries<ulong>(PortraitSection.RecentEvents);

    /// <summary>What was done lately with titles.</summary>
    public ReadOnlySpan<TitleActivity> Activities => Entries<TitleActivity>(PortraitSection.Activities);

    /// <summary>All sections, to be changed and written anew.</summary>
    public PortraitContent Content => new()
    {
        Embedding = Embedding,
        HalfEmbedding = HalfEmbedding,
        Precision = Precision,
        ModelVersion = ModelVersion,
        Communities = Communities,
        Tags = Tags,
        History = History,
        Hidden = Hidden,
        Listed = Listed,
        Impressions = Impressions,
        Habits = Habits,
        Tastes = Tastes,
        RecentEvents = RecentEvents,
        Activities = Activities,
    };

    private ReadOnlySpan<byte> EmbeddingBytes =>
        _portrait.Slice(PortraitLayout.HeaderBytes, PackedHeader.EmbeddingBytes(Dimension, PackedHeader.Flags(_portrait)));

    /// <summary>Opens a portrait.</summary>
    /// <exception cref="InvalidValueException">It is damaged, cut short or of a later version; says at which byte.</exception>
    /// <remarks>O(bytes): the checksum takes about a nanosecond for eight of them.</remarks>
    public static PortraitReader Open(ReadOnlySpan<byte> portrait)
    {
        PackedHeader.Check(What, portrait, PortraitLayout.HeaderBytes, PortraitLayout.Version);
        return OpenChecked(portrait);
    }

    /// <summary>Opens a portrait that was opened or written before, by whoever hands it on: its checksum is not looked at again.</summary>
    /// <exception cref="InvalidValueException">Its lengths contradict each other.</exception>
    public static PortraitReader OpenChecked(ReadOnlySpan<byte> portrait)
    {
        CheckLengths(portrait);
        return new PortraitReader(portrait);
    }

    /// <summary>Copies the embedding, widened where it is kept in fp16.</summary>
    /// <param name="destination">Shape (<see cref="Dimension"/>) or longer.</param>
    public void CopyEmbedding(Span<float> destination)
    {
        if (Precision == EmbeddingPrecision.Fp32)
        {
            Embedding.CopyTo(destination);
            return;
        }

        var halves = HalfEmbedding;
        for (var i = 0; i < halves.Length; i++) destination[i] = (float)halves[i];
    }

    private ReadOnlySpan<T> Entries<T>(PortraitSection section)
        where T : unmanaged =>
        PackedRows.Of<T>(_portrait.Slice(
            PortraitLayout.OffsetOf(_portrait, section),
            PortraitLayout.BytesOf(section, PortraitLayout.Count(_portrait, section))));

    private static void CheckLengths(ReadOnlySpan<byte> portrait)
    {
        if (portrait.Length < PortraitLayout.HeaderBytes) throw new InvalidValueException(What, portrait.Length, $"ends after {portrait.Length} bytes; the least is {PortraitLayout.HeaderBytes}");
        if (PackedHeader.Dimension(portrait) > PortraitLimits.Dimension)
            throw new InvalidValueException(What, 0, $"has an embedding of {PackedHeader.Dimension(portrait)} elements; allowed 0..{PortraitLimits.Dimension}");
        for (var section = default(PortraitSection); section < (PortraitSection)PortraitLayout.Sections; section++)
        {
            var count = PortraitLayout.Count(portrait, section);
            if (count > PortraitLayout.Most(section))
                throw new InvalidValueException(What, PortraitLayout.CountAt(section), $"has {count} entries in {section}; allowed 0..{PortraitLayout.Most(section)}");
        }

        var end = PortraitLayout.OffsetOf(portrait, (PortraitSection)PortraitLayout.Sections);
        if (end > portrait.Length || portrait.Length > PortraitLayout.MostBytes(end)) throw new InvalidValueException(What, Math.Min(end, portrait.Length), $"has {portrait.Length} bytes; its header speaks of {end}");
    }
}
