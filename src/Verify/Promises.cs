using System.Text.Json;
using Monitoring.Verify.Chain;
using Monitoring.Verify.Oracle;
using Monitoring.Verify.Oracle.Facilities;

namespace Monitoring.Verify;

/// <summary>
/// Every complaint's promises, derived a second time from its own events and the policy it was opened under, against what
/// stands in the log.
/// </summary>
internal sealed class Promises(Findings findings, TimeSpan firedWithin, DateTimeOffset now)
{
    private const string Policy = "policy";
    private const string Calendar = "calendar";
    private const string Duty = "duty";

    private readonly Dictionary<(string Kind, string Id, string Version), string> _documents = [];
    private readonly Dictionary<PolicyNames, OraclePolicy?> _policies = [];
    private readonly Dictionary<DutyName, DutyText?> _duties = [];
    private readonly WhatIsAhead _ahead = new(findings, firedWithin);

    private readonly SilencesOfTheProvince _silences = new();

    public PromiseCount Count { get; } = new();

    /// <summary>The last instant of which any event tells.</summary>
    public DateTimeOffset LastAt { get; private set; } = DateTimeOffset.MinValue;

    public void Add(DocumentRow document)
    {
        if (document.Kind is Policy or Calendar or Duty)
        {
            _documents[(document.Kind, document.Id, document.Version)] = document.Body;
        }
    }

    public void Check(StreamRows stream)
    {
        if (Read(stream) is not { } told)
        {
            return;
        }

        Count.Complaints += told.Synthetic ? 0 : 1;
        Count.Synthetic += told.Synthetic ? 1 : 0;
        Count.Sealed += told.Sealed ? 1 : 0;
        Hear(told);
        foreach (var (happened, row) in told.History.Events.Zip(stream.Events))
        {
            if (happened.Kind != row.Kind || happened.At.ToUnixTimeMilliseconds() != row.At)
            {
                findings.Add(Findings.Event(stream.Name, row.Seq), $"it is kept as {row.Kind} at {row.At}, and tells of another kind or instant");
            }
        }

        if (told.History.Policy is not { } names)
        {
            findings.Add(stream.Name, "its first event is not a registration");
            return;
        }

        foreach (var again in told.History.Events.Skip(1).Where(happened => happened.Kind == "filed"))
        {
            findings.Add(Findings.Event(stream.Name, again.Seq), "it was registered a second time");
        }

        if (Of(names) is not { } policy)
        {
            findings.Add(stream.Name, $"the policy it was opened under is not in the store: {names.Pack} {names.PackVersion}, {names.Calendar} {names.CalendarVersion}");
            return;
        }

        Judge(stream, told, WhatShouldHaveFired.Judge(told.Judged, policy, null, null, Of, DutyOf, now));
    }

    /// <summary>What a facility itself owes, derived a second time.</summary>
    public void CheckFacility(StreamRows stream)
    {
        var events = new List<OwnEvent>(stream.Events.Length);
        foreach (var row in stream.Events)
        {
            try
            {
                var happened = OwnEvent.Read(row.Seq, row.Body);
                events.Add(happened);
                Hear(happened.Fired?.DecidedAt ?? happened.At);
                if (happened.Kind != row.Kind || happened.At.ToUnixTimeMilliseconds() != row.At)
                {
                    findings.Add(Findings.Event(stream.Name, row.Seq), $"it is kept as {row.Kind} at {row.At}, and tells of another kind or instant");
                }
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                findings.Add(Findings.Event(stream.Name, row.Seq), $"its body cannot be read: {e.Message}");
                return;
            }
        }

        var verdict = WhatAFacilityShouldHaveFired.Judge([.. events], Of, aheadUntil: now);
        Count.Add(verdict);
        Tell(stream, verdict);
        var id = stream.Name[(stream.Name.IndexOf('/', StringComparison.Ordinal) + 1)..];
        Compare(stream, verdict.NextAt, id);
        _silences.Hear(id, events, Of, seq => Findings.Event(stream.Name, seq));
        _ahead.Add(stream, verdict, Count);
    }

    /// <summary>What came due and had not fired by an instant, or by the last of which any event tells.</summary>
    public DateTimeOffset End(DateTimeOffset? asked)
    {
        var asOf = asked ?? LastAt;
        _ahead.End(asOf);
        foreach (var (place, what) in _silences.Wrong())
        {
            findings.Add(place, what);
        }

        return asOf;
    }

    /// <summary>A complaint comes to a facility when it is filed about it or given to it. What nobody of the province sees is no sign of life.</summary>
    private void Hear(Told told)
    {
        if (told.Synthetic || told.Sealed || told.History.Events is [{ Filing.Traits.Imported: true }, ..])
        {
            return;
        }

        foreach (var happened in told.History.Events)
        {
            if ((happened.Filing?.Owner ?? happened.To) is { } owner)
            {
                _silences.Arrive(owner.Facility, happened.At);
            }
        }
    }

    private void Judge(StreamRows stream, Told told, Verdict verdict)
    {
        if (!told.Synthetic)
        {
            Count.Add(verdict);
        }

        Tell(stream, verdict);
        foreach (var unknown in verdict.Unknown)
        {
            findings.Add(Findings.Event(stream.Name, unknown.Seq), $"its kind is unknown here: {unknown.Kind}");
        }

        Compare(stream, told.IsEnded ? null : verdict.NextAt, told.Book);
        if (!told.IsEnded)
        {
            _ahead.Add(stream, verdict, told.Synthetic ? null : Count);
        }
    }

    private void Tell(StreamRows stream, Verdict verdict)
    {
        foreach (var difference in verdict.Differences.Where(d => d.Kind != DifferenceKind.Late))
        {
            findings.Add(difference.Seq is { } seq ? Findings.Event(stream.Name, seq) : stream.Name, $"{difference.Kind}: {difference.Detail}");
        }
    }

    /// <summary>The due row that stands against the one that must.</summary>
    private void Compare(StreamRows stream, DateTimeOffset? nextAt, string? book)
    {
        var due = stream.DueAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : (DateTimeOffset?)null;
        if (due != nextAt)
        {
            findings.Add(stream.Name, $"its due row says {Said(due)}; what is next is due {Said(nextAt)}");
        }

        if (due is not null && stream.Facility != book)
        {
            findings.Add(stream.Name, $"its due row is in the book of {stream.Facility}; it belongs in that of {book}");
        }
    }

    private Told? Read(StreamRows stream)
    {
        var events = new List<CaseEvent>(stream.Events.Length);
        var told = new Told();
        foreach (var row in stream.Events)
        {
            try
            {
                Hear(told.Hear(row.Body));
                events.Add(CaseEvent.Read(row.Seq, row.Body));
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                findings.Add(Findings.Event(stream.Name, row.Seq), $"its body cannot be read: {e.Message}");
                return null;
            }
        }

        return told with { History = new CaseHistory([.. events]) };
    }

    private void Hear(DateTimeOffset at) => LastAt = at > LastAt ? at : LastAt;

    private OraclePolicy? Of(PolicyNames names)
    {
        if (!_policies.TryGetValue(names, out var policy))
        {
            policy = names == OraclePolicy.ExternalOnly.Version ? OraclePolicy.ExternalOnly
                : _documents.TryGetValue((Policy, names.Pack, names.PackVersion), out var pack)
                    && _documents.TryGetValue((Calendar, names.Calendar, names.CalendarVersion), out var calendar)
                    ? Parsed(names, pack, calendar)
                    : null;
            _policies.Add(names, policy);
        }

        return policy;
    }

    private DutyText? DutyOf(DutyName name)
    {
        if (!_duties.TryGetValue(name, out var duty))
        {
            duty = _documents.TryGetValue((Duty, name.Id, name.Version), out var text) ? ParsedDuty(name, text) : null;
            _duties.Add(name, duty);
        }

        return duty;
    }

    private DutyText? ParsedDuty(DutyName name, string text)
    {
        try
        {
            return DutyText.Read(text);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            findings.Add($"duty roster {name.Id} {name.Version}", $"it cannot be read: {e.Message}");
            return null;
        }
    }

    private OraclePolicy? Parsed(PolicyNames names, string pack, string calendar)
    {
        try
        {
            return OraclePolicy.Read(pack, calendar);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            findings.Add($"policy {names.Pack} {names.PackVersion}", $"it cannot be read: {e.Message}");
            return null;
        }
    }

    private static string Said(DateTimeOffset? at) => at is { } instant ? $"{instant:yyyy-MM-ddTHH:mm:ss.fffZ}" : "never";

    /// <summary>What the bodies tell beside what the oracle reads: whose book it stands in, and when somebody was alive to write them.</summary>
    private sealed record Told
    {
        public CaseHistory History { get; init; } = new([]);

        /// <summary>
        /// What the documents are asked about. The watchdog ends its own complaints, in the name of the system, which of a real
        /// one no rule asks for.
        /// </summary>
        public CaseHistory Judged => IsEnded ? new CaseHistory(History.Events[..^1]) : History;

        /// <summary>Filed by the watchdog, about nobody.</summary>
        public bool Synthetic { get; private set; }

        public bool IsEnded => Synthetic && History.Events is [.., { Kind: "withdrawn" }];

        public bool Sealed { get; private set; }

        public string? Owner { get; private set; }

        public string? Book => Sealed ? "inspectorate" : Owner;

        /// <returns>When it was written at the earliest: a breach is stamped with its deadline, and tells when it was decided.</returns>
        public DateTimeOffset Hear(string body)
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            switch (root.GetProperty("kind").GetString())
            {
                case "filed":
                    var traits = root.GetProperty("traits");
                    Owner = root.GetProperty("owner").GetProperty("facility").GetString();
                    Synthetic = traits.GetProperty("channel").GetString() == "watchdog";
                    Sealed = traits.TryGetProperty("whistleblower", out var flag) && flag.ValueKind == JsonValueKind.True
                        || traits.TryGetProperty("accused", out var accused) && accused.GetString() == "head";
                    break;
                case "transferred":
                    Owner = root.GetProperty("to").GetProperty("facility").GetString();
                    break;
            }

            return root.TryGetProperty("decidedAt", out var decided) ? decided.GetDateTimeOffset() : root.GetProperty("at").GetDateTimeOffset();
        }
    }
}
