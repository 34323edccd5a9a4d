using System.Diagnostics;
using System.Globalization;
using Recommender.CommunityFigures;
using Recommender.Learning.Communities;
using Recommender.Measuring;

// Learns 2,000 communities of 1,000,000 × 128 members. Usage: Recommender.CommunityFigures <file of vectors, made if absent> [make]
if (args.Length is < 1 or > 2)
{
    await Console.Error.WriteLineAsync("usage: Recommender.CommunityFigures <file of vectors, made if absent> [make: and no more]");
    return 2;
}

using var vectors = MadeMembers.Vectors(args[0]);
if (args.Length == 2) return 0;

var dataset = MadeMembers.Choices();
var cosines = new List<double>();
var timer = Stopwatch.StartNew();
using var communities = TasteCommunities.Learn(vectors, dataset, progress: new Noting(cosines));
var seconds = timer.Elapsed.TotalSeconds;

// Whether it has done what it was asked: every member belongs somewhere, and the clustering has gone on.
var sizes = Enumerable.Range(0, communities.Count).Select(communities.Size).ToArray();
if (communities.Count != 2000 || Math.Abs(sizes.Sum() - MadeMembers.Count) > 0.001 * MadeMembers.Count || cosines[^1] <= cosines[0])
    throw new InvalidOperationException($"{communities.Count} communities of {sizes.Sum()} members, mean cosines {string.Join(", ", cosines)}");

var (few, weights) = (new int[communities.Memberships], new float[communities.Memberships]);
var assigning = Stopwatch.StartNew();
const int assigned = 20_000;
for (var member = 0; member < assigned; member++) communities.Assign(vectors[member], few, weights);
var micros = assigning.Elapsed.TotalMicroseconds / assigned;

var machine = Machine.Here();
var report = string.Create(CultureInfo.InvariantCulture, $"""
    # Learning taste communities

    {machine.Processor}, {machine.Cores} cores, {machine.Kernel}, {machine.Runtime}

    Command: `dotnet run -c Release --project benchmarks/Recommender.CommunityFigures -- members`

    {MadeMembers.Count:N0} members of {MadeMembers.Dimension} elements, {dataset.Interactions.Count:N0} interactions with {dataset.Titles.Count:N0} titles, {communities.Count:N0} communities.
    A tenth of the members' vectors are solved from what made-up members watch; the others lie each between two of these.

    | what | figure |
    |---|---:|
    | clustering, memberships, lifts and descriptions | {seconds:F1} s |
    | mean cosine with the nearest centroid, first and last | {cosines[0]:F3}, {cosines[^1]:F3} |
    | members of the smallest, median and largest community | {sizes.Min():N0}, {sizes.Order().ElementAt(sizes.Length / 2):N0}, {sizes.Max():N0} |
    | communities of one member, one thread | {micros:F1} µs |
    | peak of the process's memory | {Process.GetCurrentProcess().PeakWorkingSet64 >> 20:N0} MiB |

    """);
var file = Path.Combine(Checkout.Results.FullName, machine.Slug, "taste-communities.md");
Directory.CreateDirectory(Path.GetDirectoryName(file)!);
await File.WriteAllTextAsync(file, report);
await Console.Out.WriteLineAsync(report);
return 0;
