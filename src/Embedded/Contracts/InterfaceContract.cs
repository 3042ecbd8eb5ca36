using System.Reflection;
using Orleans;
using Orleans.Concurrency;

namespace Monitoring.Embedded;

/// <summary>Checks one grain or observer interface: its methods, and every type that travels through them.</summary>
internal sealed class InterfaceContract(Type type, List<string> refusals)
{
    public void Check()
    {
        if (type.IsGenericType)
        {
            refusals.Add($"{type}: a generic grain interface is not supported.");
            return;
        }

        foreach (var method in InterfaceShape.MethodsOf(type))
        {
            Check(method);
        }
    }

    private void Check(MethodInfo method)
    {
        var where = $"{type.FullName}.{method.Name}";
        if (method.IsSpecialName)
        {
            refusals.Add($"{where}: a property or event cannot be sent as a message; make it a method.");
            return;
        }

        if (method.IsGenericMethodDefinition)
        {
            refusals.Add($"{where}: a generic method is not supported.");
            return;
        }

        CheckReturn(method, where);
        foreach (var parameter in method.GetParameters())
        {
            Check(parameter, where);
        }
    }

    private void CheckReturn(MethodInfo method, string where)
    {
        var returns = method.ReturnType;
        var isOneWay = method.IsDefined(typeof(OneWayAttribute));
        if (returns == typeof(Task) || returns == typeof(ValueTask) || returns == typeof(void))
        {
            return;
        }

        var generic = returns.IsGenericType ? returns.GetGenericTypeDefinition() : null;
        if (generic != typeof(Task<>) && generic != typeof(ValueTask<>))
        {
            refusals.Add($"{where}: it returns {returns}; a message is answered by a Task, a ValueTask or nothing.");
        }
        else if (isOneWay)
        {
            refusals.Add($"{where}: it is [OneWay] and has a result, which nobody would ever get.");
        }
        else
        {
            Check(returns.GetGenericArguments()[0], $"{where}, its result");
        }
    }

    private void Check(ParameterInfo parameter, string where)
    {
        where = $"{where}({parameter.Name})";
        if (parameter.ParameterType.IsByRef)
        {
            refusals.Add($"{where}: what is passed by reference cannot be sent.");
        }
        else if (parameter.ParameterType != typeof(CancellationToken) && !parameter.IsDefined(typeof(ImmutableAttribute)))
        {
            Check(parameter.ParameterType, where);
        }
    }

    private void Check(Type travelling, string where) => refusals.AddRange(TravellingType.Check(travelling, where));
}
