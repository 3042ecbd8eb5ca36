using System.Collections.Immutable;
using System.ComponentModel;

namespace Monitoring.Silo.Http.Intake;

/// <summary>A complaint as it is sent in.</summary>
internal sealed record ComplaintBody
{
    [Description("Id of the facility; without one the complaint goes to the province's triage desk.")]
    public string? Facility { get; init; }

    [Description("How it came in; an id of the taxonomy. Required.")]
    public string? Channel { get; init; }

    [Description("The channel's own id of the message, unique in the channel for ever.")]
    public string? ChannelMessageId { get; init; }

    public string? Category { get; init; }

    public string? Class { get; init; }

    [Description("red, yellow or green")]
    public string? Grade { get; init; }

    [Description("A short code of the ward or desk; at most 40 letters, digits and . _ / -")]
    public string? Unit { get; init; }

    public string? Payer { get; init; }

    public string? CareClass { get; init; }

    public string? Setting { get; init; }

    public bool? Emergency { get; init; }

    [Description("stunting, malnutrition, maternal or infant")]
    public string? Programme { get; init; }

    [Description("At most three.")]
    public ImmutableArray<string>? Maladministration { get; init; }

    [Description("When the citizen conveyed it; not later than now.")]
    public DateTimeOffset? ConveyedAt { get; init; }

    public DateTimeOffset? IncidentAt { get; init; }

    [Description("A deadline set by an outside body; its own clock, external.")]
    public DateTimeOffset? DueAt { get; init; }

    [Description("At most 200 characters; sealed.")]
    public string? Subject { get; init; }

    [Description("What happened, at most 10,000 characters; sealed. Required.")]
    public string? Text { get; init; }

    [Description("Sealed.")]
    public ReporterBody? Reporter { get; init; }

    public bool? Anonymous { get; init; }

    public bool? Secret { get; init; }

    [Description("head or staff")]
    public string? Accused { get; init; }

    public bool? Whistleblower { get; init; }

    [Description("Files that the channel keeps, at most ten: what they are, not what is in them. Sealed.")]
    public ImmutableArray<AttachmentBody>? Attachments { get; init; }
}

/// <summary>A file that the channel keeps. Its name may tell who complains, so all of it is sealed.</summary>
internal sealed record AttachmentBody
{
    public string? Name { get; init; }

    [Description("Media type, as in image/jpeg.")]
    public string? Type { get; init; }

    [Description("Bytes.")]
    public long? Size { get; init; }

    [Description("64 hexadecimal digits.")]
    public string? Sha256 { get; init; }
}

/// <summary>Who complains.</summary>
internal sealed record ReporterBody
{
    public string? Name { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    public string? Address { get; init; }
}
