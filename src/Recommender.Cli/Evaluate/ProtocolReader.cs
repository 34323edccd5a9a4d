using System.CommandLine;
using Recommender.Learning.Evaluation;

namespace Recommender.Cli.Evaluate;

/// <summary>Makes a protocol of flags.</summary>
internal sealed class ProtocolReader(ParseResult parsed, EvaluateOptions options)
{
    private const double UsualShare = 0.2;

    private ulong Seed => parsed.GetValue(options.Seed);

    /// <summary>What the flags say.</summary>
    /// <exception cref="InvalidDataException">A flag is wrong; the message says which and what is allowed.</exception>
    public ISplitProtocol Read()
    {
        ISplitProtocol protocol = parsed.GetRequiredValue(options.Protocol) switch
        {
            "leave-last-out" => new LeaveLastOut(Held(HeldBack.Titles(1))),
            "temporal" => Temporal(),
            "random" => RandomShare(),
            "strong" => Strong(),
            var other => throw new InvalidDataException($"--protocol is '{other}'; allowed are leave-last-out, temporal, random, strong"),
        };
        if (parsed.GetValue(options.SampledNegatives) is not { } negatives) return protocol;
        return negatives >= 1 ? new SampledCandidates(protocol, negatives, Seed) : throw new InvalidDataException($"--sampled-negatives is {negatives}; allowed is from 1");
    }

    /// <summary>Titles drawn from each member.</summary>
    public ISplitProtocol RandomShare() => new RandomHoldout(Held(HeldBack.Share(UsualShare)), Seed);

    /// <summary>Each member's last title among drawn ones.</summary>
    public ISplitProtocol LastAmong(int negatives) => new SampledCandidates(new LeaveLastOut(HeldBack.Titles(1)), negatives, Seed);

    /// <summary>Members of whom nothing is learnt.</summary>
    public ISplitProtocol Strong()
    {
        var members = parsed.GetValue(options.HeldOutMembers);
        if (members is not (> 0 and < 1)) throw new InvalidDataException($"--held-out-members is {members}; allowed is above 0 and below 1");
        return new StrongGeneralisation { Members = members, HeldBack = Held(HeldBack.Share(UsualShare)), LeastTitles = parsed.GetValue(options.LeastTitles), Seed = Seed };
    }

    private TemporalSplit Temporal()
    {
        var share = parsed.GetValue(options.Hold) ?? UsualShare;
        if (share is not (> 0 and < 1)) throw new InvalidDataException($"--hold is {share}; allowed with temporal is a share above 0 and below 1");
        var asksNewcomers = parsed.GetRequiredValue(options.WithoutHistory) switch
        {
            "drop" => false,
            "ask" => true,
            var other => throw new InvalidDataException($"--without-history is '{other}'; allowed is drop or ask"),
        };
        return new(share, asksNewcomers);
    }

    private HeldBack Held(HeldBack usual) => parsed.GetValue(options.Hold) switch
    {
        null => usual,
        > 0 and < 1 and var share => HeldBack.Share(share),
        >= 1 and <= int.MaxValue and var count when count == Math.Floor(count) => HeldBack.Titles((int)count),
        var other => throw new InvalidDataException($"--hold is {other}; allowed is a whole number from 1, or a share above 0 and below 1"),
    };
}
