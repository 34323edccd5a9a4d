using System.Reflection;

namespace Recommender.Grpc.Tests;

/// <summary>Writes a type and its members as lines, as its users and heirs see them.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Type type) =>
        Members(type).Order(StringComparer.Ordinal).Prepend($"{Kind(type)} {Name(type)}");

    private static IEnumerable<string> Members(Type type)
    {
        var owner = Name(type);
        if (type.IsEnum) return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => $"{owner}.{f.Name} = {f.GetRawConstantValue()}");
        if (type.IsSubclassOf(typeof(Delegate))) return [Method(owner, type.GetMethod("Invoke")!)];

        var fields = type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily)
            .Select(f => $"{(f.IsStatic ? "static " : "")}{Name(f.FieldType)} {owner}.{f.Name}");
        var constructors = type.GetConstructors(Declared).Where(IsVisible)
            .Select(c => $"{Protected(c)}{owner}..ctor({Parameters(c)})");
        var properties = type.GetProperties(Declared).SelectMany(p => p.GetAccessors(nonPublic: true)).Where(a => IsVisible(a) && !IsOverride(a));
        var methods = type.GetMethods(Declared).Where(m => IsVisible(m) && !IsOverride(m) && !m.IsSpecialName);
        return fields.Concat(constructors).Concat(properties.Concat(methods).Select(m => Method(owner, m)));
    }

    private static string Method(string owner, MethodInfo method)
    {
        var generics = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        var modifier = method.IsStatic ? "static " : method.IsAbstract ? "abstract " : method.IsVirtual && !method.IsFinal ? "virtual " : "";
        return $"{Protected(method)}{modifier}{Name(method.ReturnType)} {owner}.{method.Name}{generics}({Parameters(method)})";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters()
        .Select(p => $"{Name(p.ParameterType)} {p.Name}{(p.IsOptional ? " = default" : "")}"));

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsOverride(MethodInfo method) => method.IsVirtual && method.GetBaseDefinition() != method;

    private static string Protected(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Name(Type type)
    {
        if (type.IsGenericParameter) return type.Name;
        if (type.IsArray) return $"{Name(type.GetElementType()!)}[]";
        var name = (type.IsNested ? $"{Name(type.DeclaringType!)}.{type.Name}" : $"{type.Namespace}.{type.Name}").Split('`')[0];
        return type.IsGenericType && !type.IsNested ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}
