using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.Feed;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.Http.Verbs;

namespace Monitoring.Silo.Http.Reads;

/// <summary>A complaint as an operator drills into it: its state, its clocks, what its grain is waiting for, its history.</summary>
internal sealed record ComplaintView
{
    public required string Id { get; init; }

    public required FacilityName Facility { get; init; }

    public required string Status { get; init; }

    public required Standing Standing { get; init; }

    public string? Grade { get; init; }

    public string? Class { get; init; }

    public string? Category { get; init; }

    public required string Channel { get; init; }

    public string? Payer { get; init; }

    public string? CareClass { get; init; }

    public string? Unit { get; init; }

    /// <summary>The programme that puts it first within its grade.</summary>
    public string? Programme { get; init; }

    /// <summary>The hold that runs.</summary>
    public HoldView? Hold { get; init; }

    /// <summary>What waits for a second person.</summary>
    public ImmutableArray<RequestView>? Requests { get; init; }

    /// <summary>The complaint it is a duplicate of.</summary>
    public string? MergedInto { get; init; }

    public bool? UnderAppeal { get; init; }

    /// <summary>When it was last acknowledged, by which role, and who owns it since.</summary>
    public AcknowledgedView? Acknowledged { get; init; }

    public required DateTimeOffset FiledAt { get; init; }

    public required DateTimeOffset ConveyedAt { get; init; }

    public required long Version { get; init; }

    public required IdAndVersion Policy { get; init; }

    public required IdAndVersion Calendar { get; init; }

    public required ImmutableArray<ClockView> Clocks { get; init; }

    /// <summary>The open steps, earliest first.</summary>
    public required ImmutableArray<StepLook> Timetable { get; init; }

    /// <summary>The rungs of the policy, lowest first: who was told, who was passed over, whom each leads to now.</summary>
    public ImmutableArray<RungView>? Ladder { get; init; }

    /// <summary>Where the dossier for the Ombudsman is, once it is offered.</summary>
    public string? Dossier { get; init; }

    /// <summary>The timers armed in the grain now.</summary>
    public required ImmutableArray<ArmedTimer> Armed { get; init; }

    public required GrainView Grain { get; init; }

    /// <summary>The history, newest last.</summary>
    public required ImmutableArray<JsonObject> Events { get; init; }

    /// <summary>Names of the sealed texts, never their content.</summary>
    public required ImmutableArray<string> Sealed { get; init; }

    public static ComplaintView Of(ComplaintLook look, IEnumerable<string> sealedNames, FacilityDirectory facilities)
    {
        var (owner, traits, policy) = (look.Owner!, look.Traits!, look.Policy!);
        return new ComplaintView
        {
            Id = look.Complaint,
            Facility = new FacilityName(
                owner.Facility, facilities.Find(owner.Facility)?.Card.Name ?? owner.Facility, owner.Kind, owner.Region),
            Status = look.Status.InJson(),
            Standing = look.Standing,
            Grade = look.Grade,
            Class = traits.Class,
            Category = traits.Category,
            Channel = traits.Channel,
            Payer = traits.Payer,
            CareClass = traits.CareClass,
            Unit = traits.Unit,
            Programme = traits.Programme,
            Hold = look.Hold is { } hold ? new HoldView(hold.Since, hold.Reason, hold.ApprovedBy.Role) : null,
            Requests = look.Requests.IsEmpty
                ? null
                : [.. look.Requests.Select(r => new RequestView(r.Request, r.Reason, r.Grade, r.Clock, r.By.Role, r.At))],
            MergedInto = look.MergedInto,
            UnderAppeal = look.UnderAppeal ? true : null,
            Acknowledged = look.AcknowledgedAt is { } at ? new AcknowledgedView(at, look.AcknowledgedBy, look.TakenBy) : null,
            FiledAt = look.FiledAt,
            ConveyedAt = look.ConveyedAt,
            Version = look.Version,
            Policy = new IdAndVersion(policy.Pack, policy.PackVersion),
            Calendar = new IdAndVersion(policy.Calendar, policy.CalendarVersion),
            Clocks = [.. look.Clocks.Select(ClockView.Of)],
            Timetable = look.Timetable,
            Armed = look.Armed,
            Grain = new GrainView(look.Complaint, look.ActivatedAt, look.Version),
            Events = [.. look.Events.Select(Event)],
            Sealed = [.. sealedNames.Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>The fact's own members, behind its number.</summary>
    private static JsonObject Event(EventLook look)
    {
        var shown = new JsonObject { ["version"] = look.Version };
        foreach (var member in JsonDocument.Parse(look.Body).RootElement.EnumerateObject())
        {
            shown[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        }

        return shown;
    }
}

/// <summary>What a complaint says of its facility.</summary>
internal sealed record FacilityName(string Id, string Name, string Kind, string Region);

/// <summary>A pack or a calendar.</summary>
internal sealed record IdAndVersion(string Id, string Version);

/// <summary>An activation.</summary>
internal sealed record GrainView(string Key, DateTimeOffset ActivatedAt, long? Version);

/// <summary>A label in Indonesian and English.</summary>
internal sealed record Words(string Id, string En);

/// <summary>One running of one clock.</summary>
internal sealed record ClockView(
    string Clock,
    Words Label,
    int Epoch,
    DateTimeOffset StartedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? StoppedAt,
    DateTimeOffset? BreachedAt,
    string Verdict)
{
    /// <summary>Since when it is paused; while it is there is no deadline.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary><c>province</c> where the promise is not the facility's.</summary>
    public string? Owner { get; init; }

    /// <summary>How it comes to its deadline.</summary>
    public LedgerView? Ledger { get; init; }

    public static ClockView Of(ClockLook c) => new(
        c.Clock, new Words(c.LabelId, c.LabelEn), c.Epoch, c.StartedAt, c.DueAt, c.StoppedAt, c.BreachedAt, VerdictOf(c))
    {
        PausedAt = c.PausedAt,
        Owner = c.Owner,
        Ledger = c.Ledger is { } ledger ? LedgerView.Of(ledger) : null,
    };

    /// <summary>
    /// <c>running, met, breached</c>, or <c>ended</c>: the case ended first. A broken promise stays broken, kept late or not.
    /// </summary>
    public static string VerdictOf(ClockLook c) =>
        c.BreachedAt is not null ? "breached" : c.Ended ? "ended" : c.StoppedAt is not null ? "met" : "running";
}

/// <summary>The last acknowledgement.</summary>
internal sealed record AcknowledgedView(DateTimeOffset At, string? By, string? Owner);

/// <summary>The hold that runs.</summary>
internal sealed record HoldView(DateTimeOffset Since, string Reason, string ApprovedBy);

/// <summary>Something that waits for a second person.</summary>
internal sealed record RequestView(string Request, string Reason, string? Grade, string? Clock, string By, DateTimeOffset At);
