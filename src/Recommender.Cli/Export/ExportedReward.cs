namespace Recommender.Cli.Export;

/// <summary>What a play is worth.</summary>
internal enum ExportedReward
{
    /// <summary>1 for a play beyond the threshold.</summary>
    Play,

    /// <summary>What the server learns from: a half for the play, and up to another by the time.</summary>
    Graded,

    /// <summary>Minutes watched, where they are beyond the threshold.</summary>
    Minutes,
}
