using System.Reflection;

namespace Monitoring.Conformance.Tests;

/// <summary>How a type or a member is written in the list of signatures: as source can name it.</summary>
public static class Signature
{
    private const BindingFlags Members =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The reviewed list: signatures.txt, beside this assembly.</summary>
    public static IReadOnlyList<string> Listed { get; } =
    [
        .. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "signatures.txt"))
            .Where(line => line.Length > 0 && line[0] != '#'),
    ];

    public static bool IsOfOrleans(string? name) =>
        name == "Orleans" || name?.StartsWith("Orleans.", StringComparison.Ordinal) == true;

    public static IEnumerable<string> AllOf(Type type)
    {
        yield return Of(type);
        foreach (var member in type.GetMembers(Members))
        {
            if (Of(member) is { } signature)
            {
                yield return signature;
            }
        }
    }

    public static string Of(Type type) => $"{Name(type)}{(Parents(type) is { Length: > 0 } parents ? $" : {parents}" : "")}";

    /// <summary>Null for what source cannot name, and for what every object has.</summary>
    public static string? Of(MemberInfo member) =>
        TextOf(member) is { } text ? $"{Name(member.DeclaringType!)}.{text}" : null;

    private static string Parents(Type type) =>
        type.IsEnum ? Enum.GetUnderlyingType(type).Name
        : type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? Name(parent)
        : "";

    private static string? TextOf(MemberInfo member) => member switch
    {
        MethodBase { IsSpecialName: true, IsConstructor: false } => null,
        MethodBase { IsPublic: false, IsFamily: false, IsFamilyOrAssembly: false } => null,
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        MethodInfo { IsVirtual: true, IsFinal: false } method when method.GetBaseDefinition() != method => null,
        MethodInfo method when method.Name is "Equals" or "GetHashCode" or "ToString" => null,
        MethodInfo method => $"{method.Name}{Arity(method)}({Parameters(method)}) : {Name(method.ReturnType)}",
        PropertyInfo property when property.GetMethod is { IsPublic: false, IsFamily: false, IsFamilyOrAssembly: false } => null,
        PropertyInfo property => $"{property.Name} : {Name(property.PropertyType)}{Accessors(property)}",
        FieldInfo { IsPublic: true, IsSpecialName: false } field => $"{field.Name} : {Name(field.FieldType)}",
        _ => null,
    };

    private static string Accessors(PropertyInfo property) =>
        (property.GetMethod is null ? "" : " get") + (property.SetMethod is { IsPublic: true } ? " set" : "");

    private static string Arity(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}"));

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return $"{Name(type.GetElementType()!)}&";
        }

        var name = type.IsGenericParameter ? type.Name : $"{type.Namespace}.{type.Name.Split('`')[0]}";
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}
