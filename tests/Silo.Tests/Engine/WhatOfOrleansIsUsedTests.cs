using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Monitoring.Conformance.Tests;

namespace Monitoring.Silo.Tests.Engine;

/// <summary>What the compiled product uses of Orleans' model is on the reviewed list, so both engines have it.</summary>
public sealed class WhatOfOrleansIsUsedTests
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>In place of the arguments of whatever generic type or method a member is used in.</summary>
    private static readonly Type[] Anything = [.. Enumerable.Repeat(typeof(object), 8)];

    [Theory]
    [InlineData("Monitoring.Grains")]
    [InlineData("Monitoring.LiveBoard")]
    [InlineData("Monitoring.Silo")]
    public void Nothing_is_used_that_is_not_on_the_list(string assembly) =>
        Assert.Empty(UsedBy(assembly).Except(Signature.Listed));

    [Fact]
    public void What_is_used_is_found()
    {
        var used = UsedBy("Monitoring.Grains");
        Assert.Contains("Orleans.Grain", used);
        Assert.Contains("Orleans.Grain.DeactivateOnIdle() : System.Void", used);
        Assert.Contains("Orleans.Concurrency.OneWayAttribute.new()", used);
        Assert.Contains("Orleans.CollectionAgeLimitAttribute.AlwaysActive : System.Boolean get set", used);
        Assert.Contains("Orleans.Runtime.IGrainTimer.Change(System.TimeSpan dueTime, System.TimeSpan period) : System.Void", used);
    }

    private static SortedSet<string> UsedBy(string assembly)
    {
        var module = Assembly.Load(assembly).ManifestModule;
        using var file = new PEReader(File.OpenRead(module.FullyQualifiedName));
        var metadata = file.GetMetadataReader();
        var types = metadata.TypeReferences.Where(handle => IsOfOrleans(metadata, handle));
        var members = metadata.MemberReferences
            .Where(handle => IsOfOrleans(metadata, Declaring(metadata, metadata.GetMemberReference(handle).Parent)));
        return
        [
            .. types.Select(handle => Signature.Of(module.ResolveType(MetadataTokens.GetToken(handle)))),
            .. members.Select(handle => module.ResolveMember(MetadataTokens.GetToken(handle), Anything, Anything)!)
                .Select(Defined)
                .Concat(SetInAttributes(module.Assembly))
                .Select(Named),
        ];
    }

    // what an attribute sets by name is not in the table of references
    private static IEnumerable<MemberInfo> SetInAttributes(Assembly assembly) => assembly.GetTypes()
        .SelectMany(type => type.GetMembers(Everything).Prepend(type))
        .SelectMany(member => member.GetCustomAttributesData())
        .Where(attribute => Signature.IsOfOrleans(attribute.AttributeType.Namespace))
        .SelectMany(attribute => attribute.NamedArguments)
        .Select(argument => argument.MemberInfo);

    private static bool IsOfOrleans(MetadataReader metadata, EntityHandle type) =>
        type.Kind == HandleKind.TypeReference
        && Signature.IsOfOrleans(metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type).Namespace));

    // a member of a generic type refers to a construction of that type, which begins with the type itself
    private static EntityHandle Declaring(MetadataReader metadata, EntityHandle parent)
    {
        if (parent.Kind != HandleKind.TypeSpecification)
        {
            return parent;
        }

        var blob = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return default;
        }

        blob.ReadByte(); // whether it is a class or a value
        return blob.ReadTypeHandle();
    }

    // of a generic type or method the definition, as the list has it
    private static MemberInfo Defined(MemberInfo used) => used.Module.ResolveMember(used.MetadataToken, Anything, Anything)!;

    private static string Named(MemberInfo used) => Signature.Of(PropertyOf(used) ?? used) ?? $"{used.DeclaringType}.{used}";

    private static PropertyInfo? PropertyOf(MemberInfo used) => used is MethodInfo { IsSpecialName: true }
        ? used.DeclaringType!.GetProperties(Everything)
            .FirstOrDefault(property => property.GetAccessors(nonPublic: true).Contains(used))
        : null;
}
