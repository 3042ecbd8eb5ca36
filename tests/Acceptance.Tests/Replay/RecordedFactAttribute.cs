using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.Replay;

/// <summary>A test on recorded cases. They lie beside the tree, not in it; where they are absent it counts as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RecordedFactAttribute : FactAttribute
{
    public RecordedFactAttribute()
    {
        if (Places.Recorded is null)
        {
            Skip = "The recorded cases (../shared/data) are not here.";
        }
    }
}
