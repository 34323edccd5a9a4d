using Recommender.Storage.Decisions;

namespace Recommender.Server.Tests.Decisions;

/// <summary>A page as the log has it.</summary>
internal sealed record LoggedPage(DecisionHeader Header, string Persona, string Surface)
{
    public List<(string RowId, int Count)> Rows { get; } = [];

    public List<LoggedTitle> Titles { get; } = [];
}
