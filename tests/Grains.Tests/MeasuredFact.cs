using Xunit.Abstractions;
using Xunit.Sdk;

namespace Monitoring.Grains.Tests;

/// <summary>No test, but a measurement: it is there only when figures are asked for, with MEASURE=1.</summary>
[XunitTestCaseDiscoverer("Monitoring.Grains.Tests.MeasuredFactDiscoverer", "Monitoring.Grains.Tests")]
public sealed class MeasuredFactAttribute : FactAttribute;

/// <summary>Finds what is to be measured, when asked.</summary>
public sealed class MeasuredFactDiscoverer(IMessageSink messages) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        Environment.GetEnvironmentVariable("MEASURE") is null
            ? []
            : new FactDiscoverer(messages).Discover(discoveryOptions, testMethod, factAttribute);
}
