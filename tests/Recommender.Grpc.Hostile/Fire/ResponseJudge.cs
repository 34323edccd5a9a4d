using Google.Protobuf;
using Recommender.Grpc.Hostile.Mutations;
using Recommender.TestKit.Echo.V1;
using Recommender.TestKit.Http2;

namespace Recommender.Grpc.Hostile;

/// <summary>What has to hold of every answer, whatever the question was.</summary>
internal static class ResponseJudge
{
    private static readonly int[] Refusals = [400, 404, 405, 411, 413, 414, 415, 417, 431, 501, 505];

    private static readonly string[] TextsOfExceptions = [Recordings.Secret, "Exception:", "System.", "   at "];

    /// <summary>What is wrong with the answer, or null.</summary>
    public static string? Complaint(Mutation mutation, RawResponse response)
    {
        if (response.Violation is not null) return response.Violation;
        if (mutation.Harmless) return Difference(mutation.Recording, response);
        foreach (var field in response.Headers.Concat(response.Trailers))
            if (TextsOfExceptions.Any(text => field.Value.Contains(text, StringComparison.Ordinal))) return $"an exception's text in {field}";
        return response.Ended ? Incomplete(response) : null;
    }

    private static string? Incomplete(RawResponse response)
    {
        if (response.Status != 200) return Refusals.Contains(response.Status) ? null : $"HTTP status {response.Status}";
        var type = response.Header("content-type");
        if (type?.StartsWith("application/grpc", StringComparison.Ordinal) != true) return $"200 with content-type '{type}'";
        if (response.GrpcStatus is null) return "200 without grpc-status";
        try
        {
            return response.Messages.All(m => m.Flag == 0) ? null : "a compressed message that nobody asked for";
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    private static string? Difference(Recording recording, RawResponse response)
    {
        if (response.GrpcStatus != recording.Status) return $"grpc-status {response.GrpcStatus} instead of {recording.Status}";
        var answers = response.Messages.Select(m => EchoReply.Parser.ParseFrom(m.Payload.Span).Payload);
        return answers.SequenceEqual(recording.Answers.Select(a => ByteString.CopyFrom(a))) ? null : "another answer than the recorded one";
    }
}
