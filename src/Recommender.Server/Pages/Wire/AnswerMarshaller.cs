using Google.Protobuf;
using Grpc.Core;

namespace Recommender.Server.Pages.Wire;

/// <summary>Between calls and messages: those that write themselves, and those that are generated.</summary>
internal static class AnswerMarshaller
{
    /// <summary>For answers, which are only ever written.</summary>
    public static Marshaller<T> OfAnswers<T>()
        where T : class, IAnswer =>
        Marshallers.Create<T>(WriteAnswer, static _ => throw new NotSupportedException($"{typeof(T).Name} is written and never read"));

    /// <summary>For generated messages.</summary>
    public static Marshaller<T> OfMessages<T>(MessageParser<T> parser)
        where T : IMessage<T> =>
        Marshallers.Create<T>(WriteMessage, context => parser.ParseFrom(context.PayloadAsReadOnlySequence()));

    private static void WriteAnswer<T>(T answer, SerializationContext context)
        where T : class, IAnswer
    {
        try
        {
            context.SetPayloadLength(answer.Measure());
            answer.Write(context.GetBufferWriter());
            context.Complete();
        }
        finally
        {
            answer.Release();
        }
    }

    private static void WriteMessage<T>(T message, SerializationContext context)
        where T : IMessage<T>
    {
        context.SetPayloadLength(message.CalculateSize());
        message.WriteTo(context.GetBufferWriter());
        context.Complete();
    }
}
