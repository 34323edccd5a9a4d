namespace Recommender.EndToEnd.Cases;

/// <summary>The footnotes of the table: what a library lacks of a case, and what stands in for it.</summary>
internal static class Limits
{
    public static IEnumerable<string> OfCompressedRequests(Pairing pairing)
    {
        if (!pairing.Server.ShowsCompressedRequests)
            yield return $"The {pairing.Server.Name} library does not show a handler whether a message came compressed, so the probe, which a server "
                + "must refuse, is left out. The flags of the requests are checked by the tap alone.";
    }

    public static IEnumerable<string> OfCompressedRequestStreams(Pairing pairing)
    {
        if (!pairing.Client.SwitchesCompressionInStreams)
            yield return $"The {pairing.Client.Name} library has no switch for one message of a client's stream. The message that must go uncompressed "
                + "is noise instead of zeros: the library sends uncompressed what would not shrink. The tap saw both flags.";
        foreach (var limit in OfCompressedRequests(pairing)) yield return limit;
    }

    public static IEnumerable<string> OfCompressedAnswers(Pairing pairing)
    {
        if (!pairing.Server.CompressesAnswers)
            yield return $"The {pairing.Server.Name} library never compresses a server's answers: the compressed half of the case cannot be had. "
                + "Contents are checked, and the tap saw that the flags are 0.";
        else if (!pairing.Client.ShowsCompressedAnswers)
            yield return $"The {pairing.Client.Name} library does not show a caller whether an answer came compressed. "
                + "The flags of the answers are checked by the tap alone.";
    }
}
