using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans;
using Orleans.Runtime;

namespace Monitoring.Embedded;

/// <summary>
/// What may travel between grains: values, the immutable collections, references, and types marked
/// <see cref="GenerateSerializerAttribute"/> all of whose members are numbered and nowhere changeable. Whoever shares
/// what can be changed all the same says so with <see cref="ImmutableAttribute"/> on the parameter or member.
/// </summary>
internal sealed class TravellingType
{
    private static readonly FrozenSet<Type> Values = new HashSet<Type>
    {
        typeof(string), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly),
        typeof(TimeSpan), typeof(Guid), typeof(Int128), typeof(UInt128), typeof(Half), typeof(Uri), typeof(Version),
        typeof(GrainId), typeof(GrainType), typeof(IdSpan), typeof(TickStatus),
    }.ToFrozenSet();

    private static readonly FrozenSet<Type> Containers = new HashSet<Type>
    {
        typeof(Nullable<>), typeof(KeyValuePair<,>),
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableHashSet<>), typeof(ImmutableSortedSet<>),
        typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>), typeof(ImmutableQueue<>), typeof(ImmutableStack<>),
    }.ToFrozenSet();

    private readonly HashSet<Type> _seen = [];
    private readonly List<string> _refusals = [];

    private TravellingType()
    {
    }

    /// <returns>What is wrong with it, each beginning with <paramref name="where"/>.</returns>
    public static IReadOnlyList<string> Check(Type type, string where)
    {
        var check = new TravellingType();
        check.Visit(type, where);
        return check._refusals;
    }

    private void Visit(Type type, string where)
    {
        if (!_seen.Add(type) || IsValue(type))
        {
            return;
        }

        if (IsContainer(type))
        {
            foreach (var argument in type.GetGenericArguments())
            {
                Visit(argument, where);
            }
        }
        else if (typeof(IAddressable).IsAssignableFrom(type))
        {
            DemandInterface(type, where);
        }
        else if (!type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
        {
            Refuse(where, type, WhyNot(type));
        }
        else
        {
            VisitMembers(type, where);
            VisitFamily(type, where);
        }
    }

    private static bool IsValue(Type type) => type.IsPrimitive || type.IsEnum || Values.Contains(type);

    private static bool IsContainer(Type type) =>
        type.IsGenericType
        && (Containers.Contains(type.GetGenericTypeDefinition()) || typeof(ITuple).IsAssignableFrom(type));

    private static string WhyNot(Type type) =>
        type.IsArray ? "an array can be changed; use ImmutableArray<T>"
        : typeof(System.Collections.IEnumerable).IsAssignableFrom(type) ? "it may be changed by either side; use an immutable collection"
        : type == typeof(object) ? "it says nothing about what travels"
        : type.IsInterface ? "an interface says nothing about what travels, unless it is a grain's or an observer's"
        : "it lacks [GenerateSerializer]";

    private void DemandInterface(Type type, string where)
    {
        if (!type.IsInterface)
        {
            Refuse(where, type, "a grain or an observer travels as its interface");
        }
    }

    private void VisitMembers(Type type, string where)
    {
        var positional = PositionalMembersOf(type);
        var numbers = new Dictionary<uint, string>();
        const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        foreach (var field in type.GetFields(Declared))
        {
            var member = new TravellingMember(type, field);
            if (!positional.Contains(member.Name) && !member.IsDefined<NonSerializedAttribute>())
            {
                DemandNumber(member, numbers, where);
            }

            if (member.IsDefined<ImmutableAttribute>())
            {
                continue;
            }

            // a struct is copied whenever it is passed on
            if (!type.IsValueType && member.WhyChangeable is { } why)
            {
                Refuse(where, type, $"its member {member.Name} {why}");
            }

            Visit(field.FieldType, $"{where}: {type.Name}.{member.Name}");
        }
    }

    private void DemandNumber(TravellingMember member, Dictionary<uint, string> numbers, string where)
    {
        if (member.Number is not { } number)
        {
            Refuse(where, member.Owner, $"its member {member.Name} has no [Id] and would not travel");
        }
        else if (!numbers.TryAdd(number, member.Name))
        {
            Refuse(where, member.Owner, $"its members {numbers[number]} and {member.Name} have the same [Id({number})]");
        }
    }

    // A record's positional parameters travel without a number. Reflection knows them by the Deconstruct that the
    // compiler made of them.
    private static HashSet<string> PositionalMembersOf(Type type)
    {
        var deconstruct = type.GetMethods().FirstOrDefault(method =>
            method.Name == "Deconstruct" && method.IsDefined(typeof(CompilerGeneratedAttribute)) && method.DeclaringType == type);
        return deconstruct?.GetParameters().Select(parameter => parameter.Name!).ToHashSet(StringComparer.Ordinal) ?? [];
    }

    // what a reference of this type may refer to: its bases' members travel too, and its descendants in its place
    private void VisitFamily(Type type, string where)
    {
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Exception))
        {
            Visit(parent, $"{where}: {type.Name}'s base");
        }

        if (!type.IsSealed && !type.IsGenericType)
        {
            foreach (var child in type.Assembly.GetTypes().Where(child => child.BaseType == type))
            {
                Visit(child, $"{where}: {type.Name}'s descendant");
            }
        }
    }

    private void Refuse(string where, Type type, string why) => _refusals.Add($"{where}: {type}: {why}.");
}
