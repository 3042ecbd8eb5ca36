using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.Http.Json;
using Monitoring.Silo.Http.Problems;
using Monitoring.Silo.Taxonomy;

namespace Monitoring.Silo.Http.Intake;

/// <summary>
/// Decides whether a complaint can be taken and where it goes. A person can be asked what was meant; a gateway cannot, so
/// what it says unclearly goes to the triage desk, with its own words sealed.
/// </summary>
public sealed class IntakeCheck(FacilityDirectory facilities, CodeBook codes)
{
    private const int LongestText = 10_000;
    private const int LongestSubject = 200;
    private const int LongestName = 200;
    private const int LongestPhone = 40;
    private const int LongestEmail = 254;
    private const int LongestAddress = 500;
    private const int LongestUnit = 40;
    private const int LongestMessageId = 255;
    private const int LongestRaw = 200;
    private const int MostMaladministration = 3;
    private const int MostAttachments = 10;
    private const int Sha256Letters = 64;

    /// <summary>Outside these years an instant is a slip of a keyboard, and calendars know nothing.</summary>
    private static readonly DateTimeOffset EarliestInstant = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset LatestInstant = InstantText.Latest;

    internal Checked Check(ComplaintBody body, DateTimeOffset now)
    {
        var errors = new FieldErrors();
        var channel = Channel(body, errors);
        CheckCodes(body, errors);
        CheckTexts(body, errors);
        CheckInstants(body, now, errors);
        var place = Place(body, channel, errors);
        return errors.ToProblem() is { } problem
            ? new Checked(null, problem)
            : new Checked(
                new Taken(place.Owner, Traits(body, place.Category), [.. Texts(body), .. place.Raw], channel!.Gateway), null);
    }

    private Code? Channel(ComplaintBody body, FieldErrors errors)
    {
        if (body.Channel is null)
        {
            errors.Add("channel", "A channel is required.");
            return null;
        }

        errors.Known("channel", body.Channel, codes.Channels);
        return codes.Channels.Find(body.Channel);
    }

    private void CheckCodes(ComplaintBody body, FieldErrors errors)
    {
        errors.Known("class", body.Class, codes.Classes);
        errors.Known("grade", body.Grade, codes.Grades);
        errors.Known("payer", body.Payer, codes.Payers);
        errors.Known("careClass", body.CareClass, codes.CareClasses);
        errors.Known("setting", body.Setting, codes.Settings);
        errors.Known("programme", body.Programme, codes.Programmes);
        foreach (var kind in (body.Maladministration ?? []).Take(MostMaladministration))
        {
            errors.Known("maladministration", kind ?? "", codes.Maladministration);
        }

        if (body.Maladministration is { Length: > MostMaladministration })
        {
            errors.Add("maladministration", $"At most {MostMaladministration} are taken.");
        }

        if (body.Accused is not (null or "head" or "staff"))
        {
            errors.Add("accused", "It is head, staff, or left out.");
        }

        if (body.Unit is { } unit && !SafeCode.IsUnit(unit, LongestUnit))
        {
            errors.Add("unit", $"It is a code of at most {LongestUnit} letters, digits and . _ / - signs.");
        }

        if (body.ChannelMessageId is { } id
            && (id.Length is 0 or > LongestMessageId || id.AsSpan().ContainsAnyExceptInRange(' ', '~')))
        {
            errors.Add("channelMessageId", $"It has 1 to {LongestMessageId} ASCII characters.");
        }

        CheckAttachments(body.Attachments ?? [], errors);
    }

    private static void CheckAttachments(ImmutableArray<AttachmentBody> attachments, FieldErrors errors)
    {
        if (attachments.Length > MostAttachments)
        {
            errors.Add("attachments", $"At most {MostAttachments} are taken.");
            return;
        }

        foreach (var file in attachments)
        {
            if (file is null || (file.Name is null && file.Sha256 is null))
            {
                errors.Add("attachments", "Each has a name or a sha256.");
            }
            else if (file.Sha256 is { } hash && (hash.Length != Sha256Letters || !hash.All(char.IsAsciiHexDigit)))
            {
                errors.Add("attachments", $"A sha256 has {Sha256Letters} hexadecimal digits.");
            }
            else if (file.Size < 0)
            {
                errors.Add("attachments", "A size is not negative.");
            }

            errors.Within("attachments", file?.Name, LongestRaw);
            errors.Within("attachments", file?.Type, LongestName);
        }
    }

    private static void CheckTexts(ComplaintBody body, FieldErrors errors)
    {
        if (string.IsNullOrWhiteSpace(body.Text))
        {
            errors.Add("text", "A text is required.");
        }

        errors.Within("text", body.Text, LongestText);
        errors.Within("subject", body.Subject, LongestSubject);
        errors.Within("facility", body.Facility, LongestRaw);
        errors.Within("category", body.Category, LongestRaw);
        errors.Within("reporter.name", body.Reporter?.Name, LongestName);
        errors.Within("reporter.phone", body.Reporter?.Phone, LongestPhone);
        errors.Within("reporter.email", body.Reporter?.Email, LongestEmail);
        errors.Within("reporter.address", body.Reporter?.Address, LongestAddress);
    }

    private static void CheckInstants(ComplaintBody body, DateTimeOffset now, FieldErrors errors)
    {
        Between("conveyedAt", body.ConveyedAt, EarliestInstant, now, "It cannot lie in the future; was the offset meant?", errors);
        Between("incidentAt", body.IncidentAt, EarliestInstant, now, "It cannot lie in the future; was the offset meant?", errors);

        // a deadline that has passed would be a breach by the registering itself
        Between(
            "dueAt", body.DueAt, now + TimeSpan.FromMilliseconds(1), LatestInstant,
            "The deadline must lie ahead, and before the year 2100.", errors);
    }

    private static void Between(
        string field, DateTimeOffset? at, DateTimeOffset first, DateTimeOffset last, string otherwise, FieldErrors errors)
    {
        if (at < first || at > last)
        {
            errors.Add(field, at < EarliestInstant ? "It lies before the year 2000." : otherwise);
        }
    }

    private Placed Place(ComplaintBody body, Code? channel, FieldErrors errors)
    {
        var (said, category) = (Given(body.Facility), Given(body.Category));
        var facility = said is null ? facilities.Triage : facilities.Find(said);
        var categoryKnown = category is null || codes.Categories.Contains(category);
        if (facility is not null && categoryKnown)
        {
            return new Placed(facility, category, []);
        }

        if (channel is { Gateway: true })
        {
            return new Placed(facilities.Triage, categoryKnown ? category : null, [.. Raw(said, category)]);
        }

        if (facility is null)
        {
            errors.AddUnknown("facility", "unknown-facility", facilities.Nearest(said!));
        }

        if (!categoryKnown)
        {
            errors.AddUnknown("category", "unknown-category", codes.Categories.Nearest(category!));
        }

        return new Placed(facilities.Triage, null, []);
    }

    private static string? Given(string? said) => string.IsNullOrWhiteSpace(said) ? null : said;

    private static IEnumerable<KeyValuePair<string, string>> Raw(string? facility, string? category)
    {
        if (facility is not null)
        {
            yield return new(SealedNames.RawFacility, facility);
        }

        if (category is not null)
        {
            yield return new(SealedNames.RawCategory, category);
        }
    }

    private static CaseTraits Traits(ComplaintBody body, string? category) => new()
    {
        Channel = body.Channel!,
        Category = category,
        Class = body.Class,
        Unit = body.Unit,
        Payer = body.Payer,
        CareClass = body.CareClass,
        Setting = body.Setting,
        Emergency = body.Emergency ?? false,
        Programme = body.Programme,
        Maladministration = body.Maladministration ?? [],
        Anonymous = body.Anonymous ?? false,
        Secret = body.Secret ?? false,

        // what came through the whistleblowing system, or is classed as such, is sealed even if nobody ticked the box
        Whistleblower = body.Whistleblower == true || body.Channel == "WBS" || body.Class == "wbs",
        Accused = body.Accused,
        ExternalDueAt = body.DueAt,
    };

    private static IEnumerable<KeyValuePair<string, string>> Texts(ComplaintBody body)
    {
        yield return new(SealedNames.Text, body.Text!);
        if (Given(body.Subject) is { } subject)
        {
            yield return new(SealedNames.Subject, subject);
        }

        if (body.Reporter is { } reporter)
        {
            yield return new(SealedNames.Reporter, JsonSerializer.Serialize(reporter, BodyJson.Default.ReporterBody));
        }

        if (body.Attachments is { IsEmpty: false } attachments)
        {
            yield return new(
                SealedNames.Attachments,
                JsonSerializer.Serialize(attachments, BodyJson.Default.ImmutableArrayAttachmentBody));
        }
    }

    private readonly record struct Placed(
        FacilityRecord Facility, string? Category, ImmutableArray<KeyValuePair<string, string>> Raw)
    {
        public Owner Owner => FacilityDirectory.OwnerOf(Facility);
    }
}

/// <summary>A complaint that can be taken.</summary>
/// <param name="Owner">Who owns it first.</param>
/// <param name="Traits">What decides its clocks and audiences.</param>
/// <param name="Texts">What is to be sealed, by name.</param>
/// <param name="ByGateway">A gateway brings it.</param>
internal sealed record Taken(
    Owner Owner, CaseTraits Traits, ImmutableArray<KeyValuePair<string, string>> Texts, bool ByGateway);

/// <summary>A complaint that can be taken, or why not.</summary>
internal readonly record struct Checked(Taken? Taken, Problem? Problem);
