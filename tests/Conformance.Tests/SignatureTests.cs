using System.Reflection;

namespace Monitoring.Conformance.Tests;

/// <summary>
/// What of Orleans' model may be compiled against: a reviewed list, a line for each thing that source can name. It is
/// checked against the assemblies of this build: against the engine of this repository everywhere, against the real
/// packages where they restore.
/// </summary>
public sealed class SignatureTests
{
    private static readonly string[] Declared =
    [
        .. Assemblies()
            .SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => Signature.IsOfOrleans(type.Namespace))
            .SelectMany(Signature.AllOf)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Everything_on_the_list_is_declared() => Assert.Empty(Signature.Listed.Except(Declared));

    [Fact]
    public void The_list_is_in_order_and_says_nothing_twice() =>
        Assert.Equal(Signature.Listed.Distinct().Order(StringComparer.Ordinal), Signature.Listed);

#if EMBEDDED
    [Fact]
    public void Nothing_is_declared_that_is_not_on_the_list()
    {
        var actual = Path.Combine(AppContext.BaseDirectory, "signatures.actual.txt");
        File.WriteAllLines(actual, Declared);
        Assert.True(!Declared.Except(Signature.Listed).Any(), $"{actual} has more than the reviewed list.");
    }

    private static IEnumerable<Assembly> Assemblies() => [typeof(IGrain).Assembly];
#else
    private static IEnumerable<Assembly> Assemblies() =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, "Orleans.*.dll").Select(Assembly.LoadFrom);
#endif
}
