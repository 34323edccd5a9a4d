namespace Recommender.Cli.Export;

/// <summary>Writes choices, one after another.</summary>
internal interface IChoiceWriter
{
    void Write(Choice choice);
}
