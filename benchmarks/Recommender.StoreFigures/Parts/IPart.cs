using Recommender.StoreFigures.Reporting;

namespace Recommender.StoreFigures.Parts;

/// <summary>A part of the run that can be asked for by name.</summary>
internal interface IPart
{
    /// <summary>For --only, and in the report.</summary>
    string Name { get; }

    /// <summary>Measures, with every answer checked.</summary>
    /// <exception cref="InvalidDataException">An answer is wrong: there are no figures of that.</exception>
    Task<Findings> MeasureAsync(Plan plan);
}
