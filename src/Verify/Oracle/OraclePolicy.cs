namespace Monitoring.Verify.Oracle;

/// <summary>A policy pack with its calendar, as the oracle reads them. Immutable.</summary>
public sealed class OraclePolicy
{
}
