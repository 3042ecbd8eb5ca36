namespace Monitoring.LiveBoard.Tests.Fakes;

/// <summary>
/// The longest that a test waits for what must happen. It is no measure of speed: it turns a hang into a failure that
/// says what was waited for.
/// </summary>
internal static class Patience
{
    public static readonly TimeSpan Ends = TimeSpan.FromMinutes(2);

    public static async Task OrFail(this Task task, string what)
    {
        try
        {
            await task.WaitAsync(Ends);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Waited in vain for: {what}.");
        }
    }
}
