using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.Feed;
using Monitoring.LiveBoard.Fold;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.Http.Facilities;
using Monitoring.Silo.Http.Json;
using Monitoring.Silo.Http.Problems;
using Monitoring.Silo.SignIn;

namespace Monitoring.Silo.Http.Reads;

/// <summary><c>GET /api/v1/facilities</c> and <c>GET /api/v1/facilities/{id}</c>.</summary>
internal static class FacilityReads
{
    /// <summary>The most alerts that are shown; the board has the rest.</summary>
    private const int MostAlerts = 200;

    public static void MapFacilities(this IEndpointRouteBuilder api)
    {
        api.MapGet("/facilities", All)
            .WithName("facilities").WithSummary("Every facility of the province, the triage desk first.")
            .Produces<FacilityList>();
        api.MapGet("/facilities/{id}", One)
            .WithName("facility").WithSummary("A facility, its counters, its appointment book, what is past its deadline, and what it owes itself.")
            .Produces<FacilityView>()
            .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json");
    }

    private static JsonHttpResult<FacilityList> All(FacilityDirectory facilities) => TypedResults.Json(
        new FacilityList([.. facilities.All.Select(FacilityRow.Of)], null), ApiJson.Default.FacilityList);

    private static async Task<IResult> One(
        HttpContext context,
        string id,
        FacilityDirectory facilities,
        IGrainFactory grains,
        OpenBoard boards,
        BoardSetting setting,
        PolicyShelf shelf,
        TimeProvider time)
    {
        if (facilities.Find(id) is not { } facility)
        {
            return KnownProblems.NotFound.ToAnswer();
        }

        var look = await grains.GetGrain<IFacilityGrain>(id).Look().WaitAsync(context.RequestAborted);
        var board = await boards.Look(
            Audience.Facility(id), b => b.Snapshot(time.Now(), setting), context.RequestAborted);
        return TypedResults.Json(
            new FacilityView(
                facility.Id,
                facility.Card.Name,
                facility.Card.Kind,
                facility.Card.Class,
                facility.Card.Owner,
                facility.Region,
                Counters.Of(board.Facilities.FirstOrDefault(f => f.Id == id)),
                look.Book,
                look.Armed,
                new GrainView(look.Id, look.ActivatedAt, null),
                [.. board.Overdue.Items.Take(MostAlerts)],
                OwnView.Of(look.Own, shelf.Book.Active.Pack, FacilityVerbCheck.MayTell(context.Visitor().Actor, id))),
            ApiJson.Default.FacilityView);
    }
}

/// <summary>A page of facilities.</summary>
internal sealed record FacilityList(ImmutableArray<FacilityRow> Items, string? Next);

/// <summary>A facility in a list.</summary>
internal sealed record FacilityRow(string Id, string Name, string Kind, string? Class, string Owner, string Region)
{
    public static FacilityRow Of(FacilityRecord f) =>
        new(f.Id, f.Card.Name, f.Card.Kind, f.Card.Class, f.Card.Owner, f.Region);
}

/// <summary>A facility as an operator drills into it.</summary>
internal sealed record FacilityView(
    string Id,
    string Name,
    string Kind,
    string? Class,
    string Owner,
    string Region,
    Counters Counters,
    ImmutableArray<Appointment> Book,
    ImmutableArray<ArmedTimer> Armed,
    GrainView Grain,
    ImmutableArray<RowView> Alerts,
    OwnView Own);

/// <summary>How many complaints a facility has. Open counts those within their deadlines only.</summary>
internal sealed record Counters(int Received, int Open, int Overdue, int Handled, int Closed, int Breaches)
{
    public static Counters Of(Monitoring.LiveBoard.Fold.FacilityView? counted) => counted is null
        ? new(0, 0, 0, 0, 0, 0)
        : new(counted.Received, counted.Open, counted.Overdue, counted.Handled, counted.Closed, counted.Breaches);
}
