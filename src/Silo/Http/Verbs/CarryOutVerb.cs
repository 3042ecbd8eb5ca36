using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Silo.Http.Intake;
using Monitoring.Silo.Http.Json;
using Monitoring.Silo.Http.Metrics;
using Monitoring.Silo.Http.Problems;
using Monitoring.Silo.SignIn;
using Monitoring.Silo.Vault;

namespace Monitoring.Silo.Http.Verbs;

/// <summary>Carries a verb of the state machine to the complaint's grain and tells how it ended.</summary>
public sealed class CarryOutVerb(
    IGrainFactory grains,
    IEventLog log,
    EarlierAnswers earlier,
    VerbCheck check,
    ComplaintVault vault,
    Fingerprints fingerprints,
    IComplaintIds ids,
    DoorCounts counts)
{
    /// <summary>How often a complaint that was overtaken, or changed while a text was sealed, is asked again.</summary>
    private const int Tries = 4;

    /// <summary>The header that names the role in which somebody acts who holds several.</summary>
    internal const string ActingAs = "Acting-As";

    internal async Task<IResult> Answer(HttpContext context, string id, string verb)
    {
        var (result, problem) = await Carry(context, id, verb);
        if (problem is null)
        {
            counts.CarriedOut();
            return result!;
        }

        counts.Refused();
        return problem.ToAnswer();
    }

    private async Task<(IResult?, Problem?)> Carry(HttpContext context, string id, string verb)
    {
        var (request, problem) = await Understood(context, id, verb);
        if (request is null)
        {
            return (null, problem);
        }

        // what may not be seen is not there: the same answer, found in the same way
        var look = await grains.GetGrain<IComplaintGrain>(id).Look().WaitAsync(context.RequestAborted);
        if (look.Version == 0 || !context.Visitor().MaySee(look.Sealed))
        {
            return (null, KnownProblems.NotFound);
        }

        if (request.Command is Merge merge && await CannotTake(context, look, merge) is { } cannot)
        {
            return (null, cannot);
        }

        try
        {
            return request.Command is Reveal reveal
                ? await Reveal(context, request, reveal)
                : Told(context, await Ask(request, context.RequestAborted));
        }
        catch (ErasedException)
        {
            return (null, KnownProblems.Erased);
        }
    }

    /// <summary>
    /// A complaint is merged into one that the visitor may see and that is as secret as it is: neither may tell of the
    /// other to somebody who could not see both. What is done there must be able to answer for this one too.
    /// </summary>
    private async Task<Problem?> CannotTake(HttpContext context, ComplaintLook look, Merge merge)
    {
        var other = await grains.GetGrain<IComplaintGrain>(merge.Into).Look().WaitAsync(context.RequestAborted);
        var errors = new FieldErrors();
        if (merge.Into == look.Complaint || other.Version == 0 || !context.Visitor().MaySee(other.Sealed) || other.Sealed != look.Sealed)
        {
            errors.Add("into", "There is no such other complaint.", "unknown-complaint");
        }
        else if (other.MergedInto is not null)
        {
            errors.Add("into", "That complaint is a duplicate itself; merge into the one it was merged into.", "is-duplicate");
        }
        else if (other.Status is ComplaintStatus.Withdrawn or ComplaintStatus.Archived or ComplaintStatus.NotOurs)
        {
            errors.Add("into", "That complaint ended without an answer, so that nothing done there can answer this one.", "ended");
        }
        else if (other.Owner!.Facility != look.Owner!.Facility && look.Owner.Kind != Owner.TriageKind)
        {
            errors.Add("into", "That complaint is about another facility; transfer this one first.", "other-facility");
        }

        return errors.ToProblem();
    }

    private async Task<(VerbRequest?, Problem?)> Understood(HttpContext context, string id, string verb)
    {
        if (VerbCheck.Unknown(verb) is { } unknown)
        {
            return (null, unknown);
        }

        if (IdempotencyKey.Of(context.Request) is not { } named)
        {
            return (null, KnownProblems.KeyMissing);
        }

        if (!IfMatch.TryRead(context.Request, out var seen))
        {
            return (null, KnownProblems.MatchMalformed);
        }

        if (!ComplaintIds.CanBe(id))
        {
            return (null, KnownProblems.NotFound);
        }

        var read = context.Request.ContentLength is 0 or null && !context.Request.Headers.ContainsKey("Transfer-Encoding")
            ? new Read<VerbBody>(new VerbBody(), null)
            : await StrictBody.From(context, BodyJson.Default.VerbBody);
        if (read.Value is not { } body)
        {
            return (null, read.Problem);
        }

        var errors = new FieldErrors();
        var visitor = context.Visitor();
        if (visitor.ActingAs(context.Request.Headers[ActingAs]) is not { } actor)
        {
            return (null, KnownProblems.NotThatRole);
        }

        if (check.Command(verb, body, actor, errors) is not { } command)
        {
            return (null, errors.ToProblem());
        }

        var route = $"POST /api/v1/complaints/{id}/{verb}";
        var key = new RequestKey(visitor.Name, named, fingerprints.Of(route, body, BodyJson.Default.VerbBody));
        return (new VerbRequest(id, verb, body, command with { Key = key, IfVersion = seen }, key), null);
    }

    private async Task<Outcome> Ask(VerbRequest request, CancellationToken cancellation)
    {
        var grain = grains.GetGrain<IComplaintGrain>(request.Complaint);
        for (var left = Tries; ; left--)
        {
            var (command, guarded) = await WithText(request, cancellation);
            var outcome = await grain.CarryOut(command).WaitAsync(cancellation);
            if (outcome is { Kind: OutcomeKind.Repeated, Existing: { } first })
            {
                return await earlier.Recall(first, cancellation);
            }

            var again = outcome.Kind == OutcomeKind.TryAgain
                || (guarded && outcome is { Kind: OutcomeKind.Refused, Refusal.Code: "version-changed" });
            if (!again || left == 1)
            {
                return outcome;
            }
        }
    }

    /// <summary>
    /// The command with its text sealed. Where the complaint has no key yet the command is bound to the version seen:
    /// of two that seal at once one must win, or the other's text could never be opened.
    /// </summary>
    private async Task<(ComplaintCommand Command, bool Guarded)> WithText(VerbRequest request, CancellationToken cancellation)
    {
        if (request.Command is Reveal || (request.Body.Note ?? request.Body.Text) is not { } text)
        {
            return (request.Command, false);
        }

        var id = request.Complaint;
        KeyValuePair<string, string>[] texts = [new(SealedNames.OfVerb(request.Verb, ids.Next()), text)];
        if (await log.ReadSealed(Streams.Complaint(id), cancellation) is { } present)
        {
            return (request.Command with { Sealed = vault.SealMore(id, present, texts) }, false);
        }

        // the version first, then once more whether there is a key: what is sealed in between changes the version
        var look = await grains.GetGrain<IComplaintGrain>(id).Look().WaitAsync(cancellation);
        if (await log.ReadSealed(Streams.Complaint(id), cancellation) is { } meanwhile)
        {
            return (request.Command with { Sealed = vault.SealMore(id, meanwhile, texts) }, false);
        }

        var guarded = request.Command.IfVersion is null;
        var version = request.Command.IfVersion ?? look.Version;
        return (request.Command with { Sealed = vault.Seal(id, texts), IfVersion = version }, guarded);
    }

    /// <summary>The reading is an event first; only when that is durable is the text opened.</summary>
    private async Task<(IResult?, Problem?)> Reveal(HttpContext context, VerbRequest request, Reveal reveal)
    {
        var id = request.Complaint;
        var texts = await log.ReadSealed(Streams.Complaint(id), context.RequestAborted);
        if (texts is { WrappedKey.IsDefaultOrEmpty: true })
        {
            return (null, KnownProblems.Erased);
        }

        if (texts is null || !texts.Texts.ContainsKey(reveal.Text))
        {
            var errors = new FieldErrors();
            errors.AddUnknown("text", "unknown-text", [.. (texts?.Texts.Keys ?? []).Select(n => new Taxonomy.Suggestion(n, n))]);
            return (null, errors.ToProblem());
        }

        var outcome = await Ask(request, context.RequestAborted);
        switch (outcome.Kind)
        {
            case OutcomeKind.Done:
                // read again: the texts may have been erased while the reading was recorded
                var receipt = outcome.Receipt!;
                texts = await log.ReadSealed(Streams.Complaint(id), context.RequestAborted) ?? throw new ErasedException();
                var answer = new RevealAnswer(id, receipt.Version, reveal.Text, vault.Open(id, texts, reveal.Text));
                IfMatch.Tell(context.Response, receipt.Version);
                return (TypedResults.Json(answer, ApiJson.Default.RevealAnswer), null);
            case OutcomeKind.Repeated:
                return (null, KnownProblems.AlreadyRevealed);
            default:
                return (null, KnownProblems.Of(outcome));
        }
    }

    private static (IResult?, Problem?) Told(HttpContext context, Outcome outcome)
    {
        if (outcome.Kind is not (OutcomeKind.Done or OutcomeKind.Repeated))
        {
            return (null, KnownProblems.Of(outcome));
        }

        var receipt = outcome.Receipt!;
        IfMatch.Tell(context.Response, receipt.Version);
        return (TypedResults.Json(VerbAnswer.Of(receipt), ApiJson.Default.VerbAnswer), null);
    }
}
