using System.Reflection;

namespace Monitoring.Embedded;

/// <summary>Settings of the one-process engine. Each is refused at start-up, by name, when it makes no sense.</summary>
public sealed class EmbeddedOptions
{
    /// <summary>Where the grain classes are. At least one.</summary>
    public IList<Assembly> Assemblies { get; } = [];

    /// <summary>After how long without a call an activation is collected. At least a second; 15 minutes unless set.</summary>
    public TimeSpan CollectAfter { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long to wait at least between two looks for idle activations. At least 100 ms; a minute unless set.</summary>
    public TimeSpan CollectEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a caller waits for an answer before it gets a <see cref="TimeoutException"/>. At least 10 ms; 30 seconds unless set.</summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long <c>OnDeactivateAsync</c> may take before the engine goes on without it. More than zero; 30 seconds unless set.</summary>
    public TimeSpan DeactivateWithin { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many calls may wait for one activation; further ones are refused. At least 1; 10,000 unless set.</summary>
    public int LongestQueue { get; set; } = 10_000;
}
