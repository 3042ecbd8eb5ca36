using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans;

namespace Monitoring.Embedded;

/// <summary>A field, or the property it stands behind.</summary>
internal sealed class TravellingMember
{
    private readonly FieldInfo _field;
    private readonly PropertyInfo? _property;

    public TravellingMember(Type owner, FieldInfo field)
    {
        Owner = owner;
        _field = field;
        _property = PropertyOf(owner, field);
        Name = _property?.Name ?? field.Name;
    }

    public Type Owner { get; }

    public string Name { get; }

    public uint? Number => (_property?.GetCustomAttribute<IdAttribute>() ?? _field.GetCustomAttribute<IdAttribute>())?.Id;

    /// <summary>How it can be changed after construction; null when it cannot.</summary>
    public string? WhyChangeable =>
        _property is null ? (_field.IsInitOnly ? null : "is a field that is not readonly")
        : _property.SetMethod is { } set && !IsInit(set) ? "can be set after construction; make it init-only"
        : null;

    public bool IsDefined<TAttribute>()
        where TAttribute : Attribute =>
        _property?.IsDefined(typeof(TAttribute)) == true || _field.IsDefined(typeof(TAttribute));

    private static PropertyInfo? PropertyOf(Type owner, FieldInfo field)
    {
        // <Name>k__BackingField
        var end = field.Name.IndexOf(">k__BackingField", StringComparison.Ordinal);
        return end < 0
            ? null
            : owner.GetProperty(
                field.Name[1..end],
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
    }

    private static bool IsInit(MethodInfo set) =>
        set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
}
