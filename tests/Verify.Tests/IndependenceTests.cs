using Monitoring.Verify.Oracle;

namespace Monitoring.Verify.Tests;

public class IndependenceTests
{
    [Fact]
    public void The_verifier_knows_nothing_of_the_product()
    {
        var references = typeof(OraclePolicy).Assembly.GetReferencedAssemblies();

        Assert.DoesNotContain(references, reference => reference.Name!.StartsWith("Monitoring", StringComparison.Ordinal));
        Assert.DoesNotContain(references, reference => reference.Name!.StartsWith("Orleans", StringComparison.Ordinal));
    }
}
