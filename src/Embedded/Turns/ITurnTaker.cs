namespace Monitoring.Embedded;

/// <summary>Whose turns they are.</summary>
internal interface ITurnTaker
{
    /// <summary>Takes what was posted. Runs on a turn.</summary>
    void Take(object item);
}
