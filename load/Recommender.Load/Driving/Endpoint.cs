namespace Recommender.Load.Driving;

/// <summary>One address that is measured.</summary>
/// <param name="Name">As the table calls it.</param>
/// <param name="Path">Of the request.</param>
/// <param name="IsGrpc">Whether content type and trailers are gRPC's.</param>
/// <param name="Judgement">Whether the endpoint has to keep the promises or is only shown.</param>
internal sealed record Endpoint(string Name, string Path, bool IsGrpc, Judgement Judgement);
