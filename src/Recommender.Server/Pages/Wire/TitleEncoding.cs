using Recommender.Ranking.Pages;
using Recommender.Server.Catalogs;
using Recommender.Server.Generations;

namespace Recommender.Server.Pages.Wire;

/// <summary><c>RecommendedTitle</c> on the wire.</summary>
internal static class TitleEncoding
{
    private const int ScoreField = 2;
    private const int ArtworkField = 3;
    private const int TrailerField = 4;
    private const int ResumeField = 5;
    private const int ReasonsField = 6;
    private const int PropensityField = 3;
    private const int KindField = 1;
    private const int SubjectField = 2;
    private const int WeightField = 3;

    /// <summary>Asks for where a title's bytes are, some titles before <see cref="SizeOf(ServedGeneration, in PlacedTitle, ReadOnlySpan{PlacedReason})"/> reads it: they lie anywhere.</summary>
    public static void ExpectOffsets(ServedGeneration served, in PlacedTitle title) =>
        served.PartOf(title.Row, out var local).ExpectOffsets(local, title.Artwork, title.Trailer);

    /// <summary>Asks for a title's bytes, for the time when it is written.</summary>
    public static void Expect(ServedGeneration served, in PlacedTitle title) =>
        served.PartOf(title.Row, out var local).Expect(local, title.Artwork, title.Trailer);

    /// <summary>Bytes of the message, without its own tag and length.</summary>
    public static int SizeOf(ServedGeneration served, in PlacedTitle title, ReadOnlySpan<PlacedReason> reasons)
    {
        var part = served.PartOf(title.Row, out var local);
        var size = part.TitleField(local).Length
            + WireWriter.SizeOfFloat(title.Score)
            + SizeOfArtwork(part, title.Artwork, title.ArtworkPropensity)
            + SizeOfArtwork(part, title.Trailer, title.TrailerPropensity)
            + WireWriter.SizeOfInteger(title.ResumeSeconds);
        foreach (ref readonly var reason in reasons) size += WireWriter.SizeOfMessage(SizeOf(served, reason));
        return size;
    }

    /// <summary>Writes the message, without its own tag and length.</summary>
    public static void Write(ServedGeneration served, in PlacedTitle title, ReadOnlySpan<PlacedReason> reasons, ref WireWriter wire)
    {
        var part = served.PartOf(title.Row, out var local);
        wire.Raw(part.TitleField(local));
        wire.Float(ScoreField, title.Score);
        WriteArtwork(ArtworkField, part, title.Artwork, title.ArtworkPropensity, ref wire);
        WriteArtwork(TrailerField, part, title.Trailer, title.TrailerPropensity, ref wire);
        wire.Integer(ResumeField, title.ResumeSeconds);
        foreach (ref readonly var reason in reasons) Write(served, reason, ref wire);
    }

    private static int SizeOfArtwork(EncodedPart part, int artwork, float propensity) =>
        artwork < 0 ? 0 : WireWriter.SizeOfMessage(part.ArtworkFields(artwork).Length + WireWriter.SizeOfFloat(propensity));

    private static void WriteArtwork(int field, EncodedPart part, int artwork, float propensity, ref WireWriter wire)
    {
        if (artwork < 0) return;
        var known = part.ArtworkFields(artwork);
        wire.Head(field, known.Length + WireWriter.SizeOfFloat(propensity));
        wire.Raw(known);
        wire.Float(PropensityField, propensity);
    }

    private static int SizeOf(ServedGeneration served, in PlacedReason reason) =>
        WireWriter.SizeOfText(ReasonTexts.Kind(reason.Kind)) + WireWriter.SizeOfText(ReasonTexts.Subject(served, reason)) + WireWriter.SizeOfFloat(reason.Weight);

    private static void Write(ServedGeneration served, in PlacedReason reason, ref WireWriter wire)
    {
        wire.Head(ReasonsField, SizeOf(served, reason));
        wire.Text(KindField, ReasonTexts.Kind(reason.Kind));
        wire.Text(SubjectField, ReasonTexts.Subject(served, reason));
        wire.Float(WeightField, reason.Weight);
    }
}
