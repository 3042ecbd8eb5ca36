using Monitoring.Grains.EventLog;
using Monitoring.Silo.Http.Metrics;

namespace Monitoring.Silo.Http.Problems;

/// <summary>
/// Turns what was thrown into a problem. A failure of storage, of the engine or of time means "unknown", not "no": what
/// was asked may have been done.
/// </summary>
internal sealed partial class WhenThingsFail(RequestDelegate next, DoorCounts counts, ILogger<WhenThingsFail> logger)
{
    public async Task Invoke(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && IsApi(context))
        {
            counts.Failed();
            context.Response.Clear();
            await ProblemAnswer.Write(context, Of(e, context.Request.Method));
        }
    }

    private Problem Of(Exception thrown, string method)
    {
        switch (thrown)
        {
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return KnownProblems.TooLarge;
            case BadHttpRequestException bad:
                return KnownProblems.New(bad.StatusCode, "bad-request", "The request could not be read", null);
            case StorageUnknownException or TimeoutException or OperationCanceledException or OrleansException:
                LogUnknown(thrown.GetType().Name);
                return HttpMethods.IsGet(method) ? KnownProblems.Unavailable : KnownProblems.MaybeStored;
            default:
                LogBroken(thrown);
                return KnownProblems.Broken;
        }
    }

    private static bool IsApi(HttpContext context) => !context.Request.Path.StartsWithSegments("/hubs");

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request ended unknown: {Kind}.")]
    private partial void LogUnknown(string kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "A request broke.")]
    private partial void LogBroken(Exception exception);
}
