using System.Reflection;
using Orleans.Storage;

namespace Monitoring.Embedded.Tests;

/// <summary>
/// What of Orleans' model grains may compile against: a reviewed list, a line for each thing that source can name. It
/// is checked against the assemblies of this build: against the engine of this repository everywhere, against the real
/// packages where they restore.
/// </summary>
public sealed class OrleansSignatures
{
    private const BindingFlags Members =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string[] Listed =
    [
        .. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "orleans-signatures.txt"))
            .Where(line => line.Length > 0 && line[0] != '#'),
    ];

    private static readonly string[] Declared =
    [
        .. new[] { typeof(IGrain), typeof(IRemindable), typeof(IPersistentState<>), typeof(IGrainStorage), typeof(IdAttribute) }
            .Select(type => type.Assembly)
            .Distinct()
            .SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type.Namespace?.StartsWith("Orleans", StringComparison.Ordinal) == true)
            .SelectMany(SignaturesOf)
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Everything_on_the_list_is_declared() => Assert.Empty(Listed.Except(Declared));

#if EMBEDDED
    [Fact]
    public void Nothing_is_declared_that_is_not_on_the_list()
    {
        var actual = Path.Combine(AppContext.BaseDirectory, "orleans-signatures.actual.txt");
        File.WriteAllLines(actual, Declared);
        Assert.True(!Declared.Except(Listed).Any(), $"{actual} has more than the reviewed list.");
    }
#endif

    private static IEnumerable<string> SignaturesOf(Type type)
    {
        yield return $"{Name(type)}{(Parents(type) is { Length: > 0 } parents ? $" : {parents}" : "")}";
        foreach (var member in type.GetMembers(Members))
        {
            if (SignatureOf(member) is { } signature)
            {
                yield return $"{Name(type)}.{signature}";
            }
        }
    }

    private static string Parents(Type type) =>
        type.IsEnum ? Enum.GetUnderlyingType(type).Name
        : string.Join(", ", new[] { type.BaseType }
            .Where(parent => parent is not null && parent != typeof(object) && parent != typeof(ValueType))
            .Select(parent => Name(parent!)));

    private static string? SignatureOf(MemberInfo member) => member switch
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
