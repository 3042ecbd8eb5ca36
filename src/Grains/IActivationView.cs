namespace Monitoring.Grains;

/// <summary>What the engine tells about the activations of this process.</summary>
public interface IActivationView
{
    /// <summary>Requests of an activation that have not begun; null if the engine does not tell.</summary>
    int? Waiting(IGrainContext activation);
}
