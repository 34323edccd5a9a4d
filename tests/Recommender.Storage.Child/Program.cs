using Recommender.Storage.Child;

return args switch
{
    ["own", var folder] => OwnCommand.Run(folder),
    ["commit", var folder] => CommitCommand.Run(folder),
    ["write", var folder, var firstRound] => WriteCommand.Run(folder, firstRound),
    _ => Unknown(args),
};

static int Unknown(string[] arguments)
{
    Console.Error.WriteLine($"no such command: {string.Join(' ', arguments)}");
    return 2;
}
