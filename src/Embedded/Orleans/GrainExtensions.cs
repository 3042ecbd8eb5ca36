using Monitoring.Embedded;
using Orleans.Runtime;

namespace Orleans;

/// <summary>What can be asked of a grain or of a reference to it.</summary>
public static class GrainExtensions
{
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    public static GrainId GetGrainId(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain switch
        {
            GrainReference reference => reference.GrainId,
            IGrainBase { GrainContext: { } context } => context.GrainId,
            _ => throw new ArgumentException($"{grain.GetType().FullName} is not a grain of a host.", nameof(grain)),
        };
    }

    /// <summary>The reference to give away: a grain never passes itself as <see langword="this"/>.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return (TGrainInterface)GrainReference.To(grain, typeof(TGrainInterface));
    }
}
