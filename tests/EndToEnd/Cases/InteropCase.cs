using Recommender.EndToEnd.Tap;

namespace Recommender.EndToEnd.Cases;

/// <summary>One case of gRPC's interop-test-descriptions.</summary>
/// <param name="Name">Its official name, which all programs understand.</param>
/// <param name="Witness">Checks what the tap saw between client and server.</param>
/// <param name="Limits">Says what the libraries of a pairing cannot do of the case.</param>
internal sealed record InteropCase(string Name, Action<Pairing, IReadOnlyList<TappedCall>> Witness, Func<Pairing, IEnumerable<string>> Limits);
