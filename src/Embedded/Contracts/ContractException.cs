using Orleans.Runtime;

namespace Monitoring.Embedded;

/// <summary>Grain classes or interfaces that would not do the same on both engines. The host refuses to be made.</summary>
public sealed class ContractException : OrleansException
{
    public ContractException()
        : this([])
    {
    }

    public ContractException(string message)
        : this([message])
    {
    }

    public ContractException(string message, Exception innerException)
        : base(message, innerException)
    {
        Refusals = [message];
    }

    public ContractException(IReadOnlyList<string> refusals)
        : base(string.Join(Environment.NewLine, refusals))
    {
        Refusals = refusals;
    }

    /// <summary>What is wrong: interface, method, type, member, and what to do about it.</summary>
    public IReadOnlyList<string> Refusals { get; }
}
