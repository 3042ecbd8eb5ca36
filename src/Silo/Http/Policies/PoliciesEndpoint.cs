using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Monitoring.Grains;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Http.Intake;
using Monitoring.Silo.Http.Json;
using Monitoring.Silo.Http.Problems;
using Monitoring.Silo.Http.Reads;
using Monitoring.Silo.Revisions;
using Monitoring.Silo.SignIn;

namespace Monitoring.Silo.Http.Policies;

/// <summary><c>/api/v1/policies</c>: what is in force, and putting a new version in force.</summary>
internal static class PoliciesEndpoint
{
    private const string ProblemJson = "application/problem+json";

    public static void MapPolicies(this IEndpointRouteBuilder api)
    {
        api.MapGet("/policies", Look)
            .WithName("policies").WithSummary("Which pack and calendar are in force, which are known, and how far a revision has come.")
            .Produces<PoliciesView>();
        api.MapPost("/policies", Publish)
            .WithName("publishPolicy").WithSummary("Put a new version of the pack, of the calendar, or of both in force. Open deadlines follow.")
            .Accepts<PublishBody>("application/json")
            .Produces<PoliciesView>()
            .Produces<Problem>(StatusCodes.Status403Forbidden, ProblemJson)
            .Produces<Problem>(StatusCodes.Status422UnprocessableEntity, ProblemJson);
    }

    private static JsonHttpResult<PoliciesView> Look(PolicyShelf shelf, FollowRevisions followers) =>
        TypedResults.Json(PoliciesView.Of(shelf, followers), ApiJson.Default.PoliciesView);

    private static async Task<IResult> Publish(
        HttpContext context, PolicyPublishing publishing, PolicyShelf shelf, FollowRevisions followers)
    {
        if (!context.Visitor().IsAdmin)
        {
            return KnownProblems.NotThatRole.ToAnswer();
        }

        // the same version is published once, so a repetition is harmless; the key is asked for as everywhere
        if (IdempotencyKey.Of(context.Request) is null)
        {
            return KnownProblems.KeyMissing.ToAnswer();
        }

        var (text, problem) = await StrictBody.Text(context);
        if (text is null)
        {
            return problem!.ToAnswer();
        }

        try
        {
            var (pack, calendar) = PublishBody.Parts(text);
            if (pack is null && calendar is null)
            {
                return KnownProblems.Malformed(null, "A policy or a calendar is required.").ToAnswer();
            }

            await publishing.Publish(pack, calendar, context.RequestAborted);
            return TypedResults.Json(PoliciesView.Of(shelf, followers), ApiJson.Default.PoliciesView);
        }
        catch (JsonException e)
        {
            return KnownProblems.Malformed(
                null, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"It cannot be read at line {(e.LineNumber ?? 0) + 1}.")).ToAnswer();
        }
        catch (PolicyRefusedException refused)
        {
            return KnownProblems.PolicyRefused(refused).ToAnswer();
        }
    }
}

/// <summary>What is in force, what is known, and how far the last revision has come.</summary>
internal sealed record PoliciesView(
    IdAndVersion Policy,
    IdAndVersion Calendar,
    ImmutableArray<IdAndVersion> Policies,
    ImmutableArray<IdAndVersion> Calendars,
    FollowedView? Revision)
{
    public static PoliciesView Of(PolicyShelf shelf, FollowRevisions followers)
    {
        var active = shelf.Active;
        return new PoliciesView(
            new IdAndVersion(active.Pack, active.PackVersion),
            new IdAndVersion(active.Calendar, active.CalendarVersion),
            [.. shelf.Book.Packs.Select(p => new IdAndVersion(p.Id, p.Version)).OrderBy(p => p.Id).ThenBy(p => p.Version)],
            [.. shelf.Book.Calendars.Select(c => new IdAndVersion(c.Id, c.Version)).OrderBy(c => c.Id).ThenBy(c => c.Version)],
            followers.Progress is { } p ? new FollowedView(p.BegunAt, p.EndedAt, p.Followed) : null);
    }
}

/// <summary>How far a revision has come.</summary>
internal sealed record FollowedView(DateTimeOffset BegunAt, DateTimeOffset? EndedAt, int Followed);
