using Recommender.Peers.Reporting;

namespace Recommender.Peers.Rows;

/// <summary>A part of the run that can be asked for by name.</summary>
internal interface IPart
{
    /// <summary>For --only.</summary>
    string Name { get; }

    /// <summary>Checks, then times.</summary>
    Chapter Measure(Bench bench);
}
