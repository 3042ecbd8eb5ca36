using System.Reflection;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Monitoring.Embedded;

/// <summary>A method of a grain interface: how a call of it is sent, begun and answered.</summary>
internal abstract class MethodShape
{
    private readonly MethodInvoker _invoker;
    private readonly (int Index, Type Type)[] _references;

    protected MethodShape(MethodInfo method)
    {
        _invoker = MethodInvoker.Create(method);
        _references =
        [
            .. method.GetParameters()
                .Where(parameter => typeof(IAddressable).IsAssignableFrom(parameter.ParameterType))
                .Select(parameter => (parameter.Position, parameter.ParameterType)),
        ];
        Name = $"{method.DeclaringType!.Name}.{method.Name}";
        IsReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        IsAlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute));
    }

    public string Name { get; }

    public bool IsReadOnly { get; }

    public bool IsAlwaysInterleave { get; }

    public static MethodShape Of(MethodInfo method)
    {
        var returns = method.ReturnType;
        if (returns == typeof(void) || method.IsDefined(typeof(OneWayAttribute)))
        {
            return new OneWayShape(method);
        }

        if (returns == typeof(Task) || returns == typeof(ValueTask))
        {
            return new PlainShape(method);
        }

        var shape = typeof(ResultShape<>).MakeGenericType(returns.GetGenericArguments()[0]);
        return (MethodShape)Activator.CreateInstance(shape, method)!;
    }

    /// <summary>Sends a call of this method.</summary>
    /// <returns>What the method returns to its caller.</returns>
    public abstract object? Send(Reference to, object?[] arguments);

    /// <summary>Begins the method, on a turn of the target.</summary>
    public Task Begin(object target, object?[] arguments) => Begun(_invoker.Invoke(target, arguments.AsSpan()));

    protected abstract Task Begun(object? returned);

    protected void SendCall(Call call)
    {
        UseReferences(call.Arguments);
        call.To.Host.Expect(call);
        call.To.Deliver(call);
    }

    // a grain that passes "this" means a reference to itself
    protected void UseReferences(object?[] arguments)
    {
        foreach (var (index, type) in _references)
        {
            if (arguments[index] is IAddressable addressable and not Reference)
            {
                arguments[index] = Reference.To(addressable, type);
            }
        }
    }
}

internal sealed class PlainShape(MethodInfo method) : MethodShape(method)
{
    private readonly bool _isValueTask = method.ReturnType == typeof(ValueTask);

    public override object? Send(Reference to, object?[] arguments)
    {
        var call = new PlainCall(to, this, arguments);
        SendCall(call);
        return _isValueTask ? new ValueTask(call.Promise) : call.Promise;
    }

    protected override Task Begun(object? returned) => _isValueTask ? ((ValueTask)returned!).AsTask() : (Task)returned!;
}

internal sealed class ResultShape<T>(MethodInfo method) : MethodShape(method)
{
    private readonly bool _isValueTask = method.ReturnType == typeof(ValueTask<T>);

    public override object? Send(Reference to, object?[] arguments)
    {
        var call = new ResultCall<T>(to, this, arguments);
        SendCall(call);
        return _isValueTask ? new ValueTask<T>(call.Promise) : call.Promise;
    }

    protected override Task Begun(object? returned) =>
        _isValueTask ? ((ValueTask<T>)returned!).AsTask() : (Task<T>)returned!;
}

internal sealed class OneWayShape(MethodInfo method) : MethodShape(method)
{
    private readonly object? _returned =
        method.ReturnType == typeof(Task) ? Task.CompletedTask
        : method.ReturnType == typeof(ValueTask) ? default(ValueTask)
        : null;

    public override object? Send(Reference to, object?[] arguments)
    {
        UseReferences(arguments);
        if (to.Host.Faults is { } faults)
        {
            faults.SendOneWay(to, () => new OneWayMessage(to, this, arguments));
        }
        else
        {
            to.Deliver(new OneWayMessage(to, this, arguments));
        }

        return _returned;
    }

    protected override Task Begun(object? returned) => returned switch
    {
        Task task => task,
        ValueTask task => task.AsTask(),
        _ => Task.CompletedTask,
    };
}
