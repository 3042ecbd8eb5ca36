using System.Collections.Immutable;
using Monitoring.Grains;
using Monitoring.Grains.Rules.TrustedTime;
using Monitoring.Silo.Http.Json;
using Monitoring.Silo.Http.Problems;
using Monitoring.Silo.SignIn;

namespace Monitoring.Silo.HostTime;

/// <summary>
/// <c>GET /api/v1/clock</c> and <c>POST /api/v1/clock/confirm</c>: for administrators alone, of the process that answers.
/// </summary>
internal static class ClockEndpoints
{
    public static void MapClock(this IEndpointRouteBuilder api)
    {
        api.MapGet("/clock", Look)
            .WithName("clock").WithSummary("Whether the clock of this server is believed, and if not, why.")
            .Produces<HostClockView>();
        api.MapPost("/clock/confirm", Confirm)
            .WithName("confirmClock")
            .WithSummary("Says that the clock of this server is right as it stands now; it is believed once three checks agree.")
            .Produces<HostClockView>()
            .Produces<Problem>(StatusCodes.Status409Conflict, "application/problem+json");
    }

    private static IResult Look(HttpContext context, TrustedTime trusted) =>
        context.Visitor().IsAdmin
            ? TypedResults.Json(HostClockView.Of(trusted), ApiJson.Default.HostClockView)
            : KnownProblems.NotFound.ToAnswer();

    private static IResult Confirm(HttpContext context, TrustedTime trusted)
    {
        if (!context.Visitor().IsAdmin)
        {
            return KnownProblems.NotFound.ToAnswer();
        }

        return trusted.Confirm()
            ? TypedResults.Json(HostClockView.Of(trusted), ApiJson.Default.HostClockView)
            : KnownProblems.New(
                StatusCodes.Status409Conflict, "clock-not-in-doubt", "The clock is believed", "There is nothing to confirm.").ToAnswer();
    }
}

/// <summary>How the clock of one server stands.</summary>
/// <param name="InDoubt">Whether nothing fires because of it.</param>
/// <param name="WallAt">What it shows (UTC).</param>
/// <param name="SteadyAt">What it should show by the steady clock, or by the database (UTC).</param>
/// <param name="Reasons"><c>jumped, beforeLastCommit, databaseDiffers</c>: what was found since the doubt began.</param>
/// <param name="SinceAt">When the doubt began (UTC).</param>
/// <param name="NeedsConfirmation">Whether it lasts until an administrator confirms the time as it stands.</param>
/// <param name="Confirmed">Whether one has.</param>
/// <param name="ChecksAgreed">How many checks in a row have agreed; three end the doubt.</param>
internal sealed record HostClockView(
    bool InDoubt,
    DateTimeOffset WallAt,
    DateTimeOffset SteadyAt,
    ImmutableArray<string>? Reasons,
    DateTimeOffset? SinceAt,
    bool? NeedsConfirmation,
    bool? Confirmed,
    int? ChecksAgreed)
{
    public static HostClockView Of(TrustedTime trusted)
    {
        var now = trusted.Read();
        var trust = trusted.Trust;
        var doubt = trust.Suspicion;
        return new HostClockView(
            doubt is not null,
            now.WallAt ?? now.At,
            now.At,
            doubt is null ? null : Names(doubt.Reasons),
            doubt?.SinceAt.ToWholeMilliseconds(),
            doubt is null ? null : trust.NeedsConfirmation,
            doubt?.Confirmed,
            doubt?.Agreed);
    }

    private static ImmutableArray<string> Names(Reasons reasons) =>
    [
        .. new[]
        {
            (Grains.Rules.TrustedTime.Reasons.Jumped, "jumped"),
            (Grains.Rules.TrustedTime.Reasons.BeforeLastCommit, "beforeLastCommit"),
            (Grains.Rules.TrustedTime.Reasons.DatabaseDiffers, "databaseDiffers"),
        }.Where(r => reasons.HasFlag(r.Item1)).Select(r => r.Item2),
    ];
}
