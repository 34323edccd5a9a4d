using System.Text;

namespace Recommender.EndToEnd.Cases;

/// <summary>Pairing by case, as a markdown table with footnotes and the versions of the libraries.</summary>
internal sealed class ResultTable
{
    private readonly Dictionary<(Pairing, InteropCase), string> _results = [];
    private readonly List<string> _notes = [];

    public void Passed(Pairing pairing, InteropCase interopCase)
    {
        var notes = interopCase.Limits(pairing).Select(NoteNumber).Order();
        _results[(pairing, interopCase)] = string.Join(' ', ["pass", .. notes.Select(number => $"[{number}]")]);
    }

    public void Failed(Pairing pairing, InteropCase interopCase) => _results[(pairing, interopCase)] = "FAIL";

    public void Skipped(Pairing pairing, InteropCase interopCase, string missing) =>
        _results[(pairing, interopCase)] = $"not run [{NoteNumber($"Not installed: {missing}.")}]";

    public async Task<string> ToMarkdown()
    {
        var text = new StringBuilder("# gRPC interop\n\nEvery case in every pairing, real processes over loopback.\n\n");
        foreach (var peer in Pairing.Peers.Where(peer => peer.Missing is { IsCompletedSuccessfully: true, Result: null }))
            text.Append($"- {peer.Name} programs: {await peer.Version()}\n");

        Row(text.Append('\n'), "case", Pairing.All.Select(pairing => pairing.Name));
        Row(text, "---", Pairing.All.Select(_ => "---"));
        foreach (var interopCase in InteropCases.All)
            Row(text, interopCase.Name, Pairing.All.Select(pairing => _results.GetValueOrDefault((pairing, interopCase), "not run")));

        for (var i = 0; i < _notes.Count; i++) text.Append($"\n[{i + 1}] {_notes[i]}\n");
        return text.ToString();
    }

    private int NoteNumber(string note)
    {
        if (!_notes.Contains(note)) _notes.Add(note);
        return _notes.IndexOf(note) + 1;
    }

    private static void Row(StringBuilder text, string first, IEnumerable<string> cells) =>
        text.Append($"| {first} | {string.Join(" | ", cells)} |\n");
}
