using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.Rules;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Http.Json;

namespace Monitoring.Silo.Http.Problems;

/// <summary>Every problem this door can answer with; the one place where a no becomes a status.</summary>
internal static class KnownProblems
{
    public static readonly Problem NotSignedIn = New(401, "not-signed-in", "Sign in first", "A bearer key or a session is needed.");

    public static readonly Problem WrongKey = New(401, "wrong-key", "That key opens nothing", null);

    public static readonly Problem CrossOrigin = New(
        403, "cross-origin", "Not from another site", "A session's cookie counts only for requests of these pages.");

    /// <summary>Also for what exists and may not be seen: the two must not be told apart.</summary>
    public static readonly Problem NotFound = New(404, "not-found", "There is no such thing", null);

    public static readonly Problem NoSuchMethod = New(405, "method-not-allowed", "That cannot be done here", null);

    public static readonly Problem TooSlow = New(408, "too-slow", "The request took too long to arrive", "Nothing was stored.");

    public static readonly Problem TooLarge = LargerThan(StrictBody.MostBytes);

    public static readonly Problem Unreadable = New(400, "bad-request", "The request could not be read", "Nothing was stored.");

    public static readonly Problem NotJson = New(
        415, "not-json", "The body must be JSON", "Send it as application/json. Nothing was stored.");

    public static readonly Problem KeyMissing = New(
        400, "idempotency-key-missing", "The header Idempotency-Key is missing",
        "Send a key of 1 to 255 visible ASCII characters that is new for each request and the same for its repetitions.");

    public static readonly Problem KeyReused = New(
        422, "idempotency-key-reused", "That Idempotency-Key was used for another request",
        "The first request stands; nothing was stored now. Use a new key for a new request.");

    public static readonly Problem MatchMalformed = New(
        400, "if-match-malformed", "If-Match must hold a version", "Write the version in double quotes, as in \"7\".");

    public static readonly Problem TooMany = New(429, "too-many-requests", "Too many requests", "Try again in a minute.");

    public static readonly Problem MaybeStored = New(
        503, "maybe-stored", "The store did not say whether it has it",
        "The request may have been carried out. Repeat it with the same Idempotency-Key: it takes effect once.");

    public static readonly Problem Unavailable = New(503, "unavailable", "Not available just now", "Try again in a moment.");

    public static readonly Problem Broken = New(500, "broken", "Something broke here", "It was logged. A repetition with the same key is safe.");

    public static readonly Problem UnknownVerb = New(404, "unknown-verb", "There is no such verb", null);

    public static readonly Problem Erased = New(410, "erased", "The texts of this complaint were erased", null);

    public static readonly Problem AlreadyRevealed = New(
        409, "already-revealed", "That reading was answered before",
        "Each reading of a sealed text is recorded: ask again with a new Idempotency-Key.");

    /// <summary>The body is not the JSON that is asked for.</summary>
    public static Problem Malformed(string? member, string detail) =>
        New(400, "malformed-json", "The body is not the JSON that is asked for", detail + " Nothing was stored.") with
        {
            Errors = member is null ? null : ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add(member, [detail]),
        };

    /// <summary>The no of an outcome that is neither done nor repeated.</summary>
    public static Problem Of(Outcome outcome) => outcome switch
    {
        { Kind: OutcomeKind.Refused, Refusal: { } refusal } => Of(refusal),
        { Kind: OutcomeKind.KeyReused } => KeyReused,
        _ => MaybeStored,
    };

    /// <summary>A body that is larger than what is read there.</summary>
    public static Problem LargerThan(int bytes) => New(
        413, "too-large", "The body is too large",
        string.Create(CultureInfo.InvariantCulture, $"At most {bytes / 1024} KB are read. Nothing was stored."));

    /// <summary>A rule said no.</summary>
    public static Problem Of(Refusal refusal) => refusal.Code switch
    {
        "not-found" => NotFound,
        "not-allowed" => New(403, refusal.Code, "That is not yours to do", refusal.Message),
        _ => New(409, refusal.Code, "The complaint does not allow that", refusal.Message),
    };

    /// <summary>A rule of a facility itself said no.</summary>
    public static Problem OfFacility(Refusal refusal) => refusal.Code switch
    {
        "not-allowed" => Of(refusal),
        _ => New(409, refusal.Code, "The facility does not allow that", refusal.Message),
    };

    /// <summary>A role that the visitor does not hold.</summary>
    public static readonly Problem NotThatRole = New(
        403, "not-that-role", "You do not hold that role", "Acting-As names one of the roles you are signed in with.");

    /// <summary>A pack or a calendar that makes no sense: the line, the place in it, and why. The old one stays in force.</summary>
    public static Problem PolicyRefused(PolicyRefusedException refused) =>
        New(422, "policy-refused", "That policy cannot be put in force", refused.Message + " What was in force stays so.");

    /// <summary>A duty roster that makes no sense: the line, the place in it, and why. The old one stays in force.</summary>
    public static Problem DutyRefused(PolicyRefusedException refused) =>
        New(422, "duty-refused", "That duty roster cannot be put in force", refused.Message + " What was in force stays so.");

    /// <summary>Only a broken statutory promise offers a dossier.</summary>
    public static readonly Problem NoDossier = New(
        409, "no-dossier", "There is no dossier of that complaint",
        "A dossier for the Ombudsman is offered once the statutory time for an answer has passed without one.");

    public static Problem New(int status, string code, string title, string? detail) =>
        new() { Status = status, Code = code, Title = title, Detail = detail };
}
