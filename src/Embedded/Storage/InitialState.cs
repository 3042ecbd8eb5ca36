using System.Runtime.CompilerServices;

namespace Monitoring.Embedded;

/// <summary>What a state is before it was ever written.</summary>
internal static class InitialState
{
    public static T Of<T>()
    {
        if (typeof(T).IsValueType || typeof(T) == typeof(string))
        {
            return default!;
        }

        return typeof(T).GetConstructor(Type.EmptyTypes) is null
            ? (T)RuntimeHelpers.GetUninitializedObject(typeof(T))
            : Activator.CreateInstance<T>();
    }
}
