using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Silo.Http.Json;
using Monitoring.Silo.Http.Metrics;
using Monitoring.Silo.Http.Problems;
using Monitoring.Silo.SignIn;
using Monitoring.Silo.Vault;

namespace Monitoring.Silo.Http.Intake;

/// <summary>
/// Takes a complaint: can it be taken, seal what people wrote, let its grain commit it. The append finds out whether it has been
/// answered before. The answer leaves after the commit.
/// </summary>
public sealed class Filing(
    IGrainFactory grains,
    IPolicyShelf policies,
    EarlierAnswers earlier,
    IntakeCheck check,
    ComplaintVault vault,
    TrackingCodes codes,
    Fingerprints fingerprints,
    IComplaintIds ids,
    DoorCounts counts,
    ITrustedTime time)
{
    private const string Route = "POST /api/v1/complaints";

    internal async Task<IResult> File(HttpContext context)
    {
        var (answer, problem) = await Answer(context);
        if (problem is null)
        {
            CrashPoint.Reach("before-answer");
            context.Response.Headers.Location = "/api/v1/complaints/" + answer!.Id;
            return TypedResults.Json(answer, ApiJson.Default.FiledAnswer, statusCode: StatusCodes.Status201Created);
        }

        counts.Refused();
        return problem.ToAnswer();
    }

    private async Task<(FiledAnswer?, Problem?)> Answer(HttpContext context)
    {
        if (IdempotencyKey.Of(context.Request) is not { } named)
        {
            return (null, KnownProblems.KeyMissing);
        }

        var read = await StrictBody.From(context, BodyJson.Default.ComplaintBody);
        if (read.Value is not { } body)
        {
            return (null, read.Problem);
        }

        // who knows the id of a message but not the message learns nothing: the answer holds the tracking code
        var visitor = context.Visitor();
        var fingerprint = fingerprints.Of(Route, body, BodyJson.Default.ComplaintBody);
        var key = new RequestKey(visitor.Name, named, fingerprint);
        var message = body is { Channel: { } channel, ChannelMessageId: { } id }
            ? new RequestKey("channel:" + channel, id, fingerprint)
            : null;

        var result = check.Check(body, time.Read().At);
        if (result.Taken is not { } taken)
        {
            // a repetition gets its answer even if it could not be taken any more
            var outcome = await Earlier(key, message, context.RequestAborted);
            return outcome is null ? (null, result.Problem) : Told(outcome);
        }

        // that it is none is found out by the append itself, which nearly always is the first under its key
        return Told(await Commit(body, taken, visitor, key, message, context.RequestAborted));
    }

    private async Task<Outcome?> Earlier(RequestKey key, RequestKey? message, CancellationToken cancellation) =>
        await earlier.Find(key, cancellation) ?? (message is null ? null : await earlier.Find(message, cancellation));

    private async Task<Outcome> Commit(
        ComplaintBody body,
        Taken taken,
        Visitor visitor,
        RequestKey key,
        RequestKey? message,
        CancellationToken cancellation)
    {
        var id = ids.Next();
        var filing = new FileComplaint
        {
            By = taken.ByGateway ? new Actor("gateway", taken.Traits.Channel) : visitor.Actor,
            Key = key,
            Message = message,
            Tracking = codes.IndexOf(codes.CodeOf(id)),
            Sealed = vault.Seal(id, taken.Texts),
            Owner = taken.Owner,
            Traits = taken.Traits,
            Grade = body.Grade,
            ConveyedAt = body.ConveyedAt,
            IncidentAt = body.IncidentAt,
            Policy = policies.Active,
        };
        var outcome = await grains.GetGrain<IComplaintGrain>(id).File(filing).WaitAsync(cancellation);
        return outcome is { Kind: OutcomeKind.Repeated, Existing: { } first }
            ? await earlier.Recall(first, cancellation)
            : outcome;
    }

    private (FiledAnswer?, Problem?) Told(Outcome outcome)
    {
        switch (outcome.Kind)
        {
            case OutcomeKind.Done:
                counts.Filed();
                break;
            case OutcomeKind.Repeated:
                counts.Repeated();
                break;
            default:
                return (null, KnownProblems.Of(outcome));
        }

        var receipt = outcome.Receipt!;
        return (FiledAnswer.Of(receipt, codes.CodeOf(receipt.Complaint)), null);
    }
}
