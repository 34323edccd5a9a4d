using Google.Protobuf.Reflection;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Recommender.Server.Reflection;

/// <summary>Walks a proto file for all full names that it declares.</summary>
internal static class SymbolsOf
{
    /// <summary>All full names.</summary>
    public static IEnumerable<string> File(FileDescriptor file) =>
    [
        .. file.Services.SelectMany(Service),
        .. Messages(file).SelectMany(Message),
        .. file.EnumTypes.SelectMany(Enum),
        .. file.Extensions.UnorderedExtensions.Select(extension => extension.FullName),
    ];

    /// <summary>All messages, nested ones too.</summary>
    public static IEnumerable<MessageDescriptor> Messages(FileDescriptor file) => file.MessageTypes.SelectMany(WithNested);

    /// <summary>All extensions, those declared inside messages too.</summary>
    public static IEnumerable<FieldDescriptor> Extensions(FileDescriptor file) =>
        Messages(file).SelectMany(message => message.Extensions.UnorderedExtensions).Concat(file.Extensions.UnorderedExtensions);

    private static IEnumerable<MessageDescriptor> WithNested(MessageDescriptor message) =>
        message.NestedTypes.SelectMany(WithNested).Prepend(message);

    private static IEnumerable<string> Service(ServiceDescriptor service) =>
        service.Methods.Select(method => method.FullName).Prepend(service.FullName);

    private static IEnumerable<string> Message(MessageDescriptor message) =>
    [
        message.FullName,
        .. message.Fields.InDeclarationOrder().Select(field => field.FullName),
        .. message.Oneofs.Select(oneof => oneof.FullName),
        .. message.EnumTypes.SelectMany(Enum),
        .. message.Extensions.UnorderedExtensions.Select(extension => extension.FullName),
    ];

    // A value's scope is the one around its enum, as in C++: package.VALUE, not package.Enum.VALUE.
    private static IEnumerable<string> Enum(EnumDescriptor type)
    {
        var scope = type.FullName[..(type.FullName.Length - type.Name.Length)];
        return type.Values.Select(value => scope + value.Name).Prepend(type.FullName);
    }
}
