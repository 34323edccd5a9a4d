using System.Globalization;
using Recommender.Storage.Child;

return args switch
{
    ["own", var folder] => OwnCommand.Run(folder),
    ["commit", var folder] => CommitCommand.Run(folder),
    ["write", var folder, var firstRound] => WriteCommand.Run(folder, firstRound),
    ["data", var folder, var seed, .. var firstNumbers] => await DataCommand.RunAsync(folder, int.Parse(seed, CultureInfo.InvariantCulture), firstNumbers),
    ["append", var folder] => await AppendCommand.RunAsync(folder),
    _ => Unknown(args),
};

static int Unknown(string[] arguments)
{
    Console.Error.WriteLine($"no such command: {string.Join(' ', arguments)}");
    return 2;
}
