namespace Monitoring.Conformance.Tests.Grains;

/// <summary>Reads what its caller can go on to change. It has a class only where the contract is not refused.</summary>
public interface IListReader : IGrainWithStringKey
{
    Task<int> Count(List<int> list);
}
