using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Monitoring.Grains;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Duty;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.Http.Json;
using Monitoring.Silo.Http.Problems;
using Monitoring.Silo.Http.Reads;
using Monitoring.Silo.SignIn;

namespace Monitoring.Silo.Http.Duty;

/// <summary><c>/api/v1/duty</c>: who holds which desk, and putting a new roster in force.</summary>
internal static class DutyEndpoint
{
    private const string ProblemJson = "application/problem+json";

    /// <summary>A roster is put whole: three desks for each of a province's facilities, with weeks and absences, are some 600 KB.</summary>
    private const int MostBytes = 2 * 1024 * 1024;

    public static void MapDuty(this IEndpointRouteBuilder api)
    {
        api.MapGet("/duty", Look)
            .WithName("duty").WithSummary("Who holds the listed desks at an instant (now, if none is given), or each rung of one facility.")
            .Produces<DutyView>()
            .Produces<Problem>(StatusCodes.Status422UnprocessableEntity, ProblemJson);
        api.MapPut("/duty", Put)
            .WithName("putDuty").WithSummary("Put a new duty roster in force, whole. It decides who is told from now on.")
            .Accepts<object>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(4L * MostBytes)) // more than is read, so that the sender is told
            .Produces<DutyView>()
            .Produces<Problem>(StatusCodes.Status403Forbidden, ProblemJson)
            .Produces<Problem>(StatusCodes.Status422UnprocessableEntity, ProblemJson);
    }

    private static IResult Look(
        PolicyShelf shelf, FacilityDirectory facilities, TimeProvider time, string? at = null, string? facility = null)
    {
        var errors = new FieldErrors();
        if ((at is null ? time.Now() : InstantText.Read("at", at, errors)) is not { } instant)
        {
            return errors.ToProblem()!.ToAnswer();
        }

        if (facility is null)
        {
            return TypedResults.Json(DutyView.Of(shelf, instant), ApiJson.Default.DutyView);
        }

        if (facilities.Find(facility) is { } found)
        {
            return TypedResults.Json(DutyView.Of(shelf, instant, found), ApiJson.Default.DutyView);
        }

        errors.AddUnknown("facility", "unknown-facility", facilities.Nearest(facility));
        return errors.ToProblem()!.ToAnswer();
    }

    private static async Task<IResult> Put(HttpContext context, DutyPublishing publishing, PolicyShelf shelf, TimeProvider time)
    {
        if (!context.Visitor().IsAdmin)
        {
            return KnownProblems.NotThatRole.ToAnswer();
        }

        var (text, problem) = await StrictBody.Text(context, MostBytes);
        if (text is null)
        {
            return problem!.ToAnswer();
        }

        try
        {
            await publishing.Put(Encoding.UTF8.GetString(text), context.RequestAborted);
            return TypedResults.Json(DutyView.Of(shelf, time.Now()), ApiJson.Default.DutyView);
        }
        catch (PolicyRefusedException refused)
        {
            return KnownProblems.DutyRefused(refused).ToAnswer();
        }
    }
}

/// <summary>Who holds which desk at an instant.</summary>
/// <param name="Roster">The roster in force; absent where none was ever put: then each desk holds itself.</param>
/// <param name="At">The instant.</param>
/// <param name="Desks">The desks.</param>
internal sealed record DutyView(IdAndVersion? Roster, DateTimeOffset At, ImmutableArray<DeskView> Desks)
{
    /// <summary>Every desk that the roster lists.</summary>
    public static DutyView Of(PolicyShelf shelf, DateTimeOffset at) =>
        new(Version(shelf), at, [.. (shelf.Duty?.Desks ?? []).Select(desk => Desk(shelf, null, desk, at))]);

    /// <summary>Every rung of one facility, listed or not.</summary>
    public static DutyView Of(PolicyShelf shelf, DateTimeOffset at, Grains.Contracts.FacilityRecord facility) => new(
        Version(shelf), at,
        [.. DesksOf.One(shelf.Book.Active.Pack, facility).Select(one => Desk(shelf, one.Rung.Id, one.Desk, at))]);

    private static IdAndVersion? Version(PolicyShelf shelf) =>
        shelf.Duty is { Version: var version } ? new IdAndVersion(version.Id, version.Version) : null;

    private static DeskView Desk(PolicyShelf shelf, string? rung, string desk, DateTimeOffset at)
    {
        var duty = shelf.Duty?.At(desk, at);
        return new DeskView(rung, desk, duty?.Holders ?? [desk], duty is { StandIn: true, Holders.IsEmpty: false } ? true : null, duty is not null);
    }
}

/// <summary>A desk and who holds it.</summary>
/// <param name="Rung">Which rung it is, where one facility was asked about.</param>
/// <param name="Desk">Its name.</param>
/// <param name="Holders">Who holds it; none: the rung is empty and passes on.</param>
/// <param name="StandIn">Whether they stand in for others.</param>
/// <param name="Listed">Whether the roster lists it; a desk that it does not list holds itself.</param>
internal sealed record DeskView(string? Rung, string Desk, ImmutableArray<string> Holders, bool? StandIn, bool Listed);
