using System.CommandLine;

namespace Recommender.StoreFigures.Parts;

/// <summary>A part that measures what happens in a fresh process: this program again, with a command of the part's own.</summary>
internal interface IChildCommand
{
    Command CreateChild();
}
