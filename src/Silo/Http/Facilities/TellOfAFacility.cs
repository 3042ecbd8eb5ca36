using System.Collections.Immutable;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Facilities;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.Http.Intake;
using Monitoring.Silo.Http.Json;
using Monitoring.Silo.Http.Metrics;
using Monitoring.Silo.Http.Problems;
using Monitoring.Silo.Http.Reads;
using Monitoring.Silo.Http.Verbs;
using Monitoring.Silo.SignIn;

namespace Monitoring.Silo.Http.Facilities;

/// <summary><c>POST /api/v1/facilities/{id}/{verb}</c>: what starts and stops a facility's own clocks.</summary>
public sealed class TellOfAFacility(
    IGrainFactory grains, FacilityDirectory facilities, Fingerprints fingerprints, DoorCounts counts)
{
    /// <summary>How often a facility that was overtaken is asked again.</summary>
    private const int Tries = 4;

    internal async Task<IResult> Answer(HttpContext context, string id, string verb)
    {
        var (result, problem) = await Tell(context, id, verb);
        if (problem is null)
        {
            counts.CarriedOut();
            return result!;
        }

        counts.Refused();
        return problem.ToAnswer();
    }

    private async Task<(IResult?, Problem?)> Tell(HttpContext context, string id, string verb)
    {
        var (command, problem) = await Understood(context, id, verb);
        if (command is null)
        {
            return (null, problem);
        }

        var outcome = await Ask(id, command, context.RequestAborted);
        if (outcome.Receipt is not { } receipt)
        {
            return (null, outcome switch
            {
                { Kind: OutcomeKind.Refused, Refusal: { } refusal } => KnownProblems.OfFacility(refusal),
                { Kind: OutcomeKind.KeyReused } => KnownProblems.KeyReused,
                _ => KnownProblems.MaybeStored,
            });
        }

        IfMatch.Tell(context.Response, receipt.Version);
        return (TypedResults.Json(FacilityVerbAnswer.Of(receipt), ApiJson.Default.FacilityVerbAnswer), null);
    }

    private async Task<(FacilityCommand?, Problem?)> Understood(HttpContext context, string id, string verb)
    {
        if (!FacilityVerbCheck.Knows(verb))
        {
            return (null, KnownProblems.UnknownVerb);
        }

        if (IdempotencyKey.Of(context.Request) is not { } named)
        {
            return (null, KnownProblems.KeyMissing);
        }

        if (facilities.Find(id) is null)
        {
            return (null, KnownProblems.NotFound);
        }

        var read = context.Request.ContentLength is 0 or null && !context.Request.Headers.ContainsKey("Transfer-Encoding")
            ? new Read<FacilityVerbBody>(new FacilityVerbBody(), null)
            : await StrictBody.From(context, BodyJson.Default.FacilityVerbBody);
        if (read.Value is not { } body)
        {
            return (null, read.Problem);
        }

        var visitor = context.Visitor();
        if (visitor.ActingAs(context.Request.Headers[CarryOutVerb.ActingAs]) is not { } actor)
        {
            return (null, KnownProblems.NotThatRole);
        }

        var errors = new FieldErrors();
        if (FacilityVerbCheck.Command(verb, body, actor, errors) is not { } command)
        {
            return (null, errors.ToProblem());
        }

        var route = $"POST /api/v1/facilities/{id}/{verb}";
        var key = new RequestKey(visitor.Name, named, fingerprints.Of(route, body, BodyJson.Default.FacilityVerbBody));
        return (command with { Key = key }, null);
    }

    private async Task<FacilityOutcome> Ask(string id, FacilityCommand command, CancellationToken cancellation)
    {
        var grain = grains.GetGrain<IFacilityGrain>(id);
        for (var left = Tries; ; left--)
        {
            var outcome = await grain.CarryOut(command).WaitAsync(cancellation);
            if (outcome is { Kind: OutcomeKind.Repeated, ExistingSeq: { } seq })
            {
                outcome = await grain.Recall(seq).WaitAsync(cancellation);
            }

            if (outcome.Kind != OutcomeKind.TryAgain || left == 1)
            {
                return outcome;
            }
        }
    }
}

/// <summary>What a facility verb led to.</summary>
internal sealed record FacilityVerbAnswer(string Id, long Version, ImmutableArray<OwnClockView> Clocks)
{
    public static FacilityVerbAnswer Of(FacilityReceipt receipt) =>
        new(receipt.Facility, receipt.Version, [.. receipt.Clocks.Select(OwnClockView.Of)]);
}
