using Monitoring.Grains.Feed;

namespace Monitoring.Grains.Rules.Statistics.Cases;

/// <summary>
/// Writes cases down in a few hundred bytes each, and nothing is lost by it: codes as numbers, instants by their distance
/// from the registration. The numbers of the codes are this object's own.
/// </summary>
internal sealed class PackedCases
{
    private readonly CaseBytes _bytes = new();
    private readonly List<string> _codes = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public byte[] Pack(FeedCase one)
    {
        _bytes.Clear();
        _bytes.Write(one.FiledAt.UtcTicks);
        Write(one.Last!, one);
        WriteInstant(one.TransferredAt, one);
        WriteDeadline(one.Ahead, one);
        _bytes.Write(one.Moments.Count);
        Promise? before = null;
        foreach (var moment in one.Moments)
        {
            WriteMoment(moment, before, one);
            before = moment.Ahead;
        }

        _bytes.Write(one.Promises.Count);
        foreach (var promise in one.Promises)
        {
            WriteDeadline(promise, one);
            WriteInstant(promise.KeptAt, one);
        }

        return _bytes.ToArray();
    }

    public FeedCase Unpack(byte[] packed)
    {
        var from = new CaseBytes.Reader(packed);
        var one = new FeedCase(new DateTimeOffset(from.Read(), TimeSpan.Zero));
        one.Last = ReadStanding(ref from, one);
        one.TransferredAt = ReadInstant(ref from, one);
        one.Ahead = ReadDeadline(ref from, one);
        Promise? before = null;
        for (var left = from.Read(); left > 0; left--)
        {
            var moment = ReadMoment(ref from, before, one);
            one.Moments.Add(moment);
            before = moment.Ahead;
        }

        for (var left = from.Read(); left > 0; left--)
        {
            one.Promises.Add(ReadDeadline(ref from, one)! with { KeptAt = ReadInstant(ref from, one) });
        }

        return one;
    }

    private void Write(CaseStanding last, FeedCase one)
    {
        WriteCode(last.Facility);
        WriteCode(last.Region);
        WriteCode(last.Category);
        WriteCode(last.Payer);
        WriteCode(last.CareClass);
        WriteCode(last.Grade);
        _bytes.Write(last.Standing is { } standing ? (int)standing + 1 : 0);
        WriteDeadline(last.Next, one);
    }

    private CaseStanding ReadStanding(ref CaseBytes.Reader from, FeedCase one)
    {
        var (facility, region) = (ReadCode(ref from)!, ReadCode(ref from)!);
        var (category, payer, careClass, grade) = (ReadCode(ref from), ReadCode(ref from), ReadCode(ref from), ReadCode(ref from));
        var standing = from.Read() is > 0 and var number ? (Standing)(number - 1) : (Standing?)null;
        return new CaseStanding(facility, region, category, payer, careClass, grade, standing, ReadDeadline(ref from, one));
    }

    private void WriteMoment(CaseMoment moment, Promise? before, FeedCase one)
    {
        // what was ahead is mostly what was ahead the last time
        var isSame = moment.Ahead == before;
        _bytes.Write(((int)moment.Kind << 1) | (isSame ? 1 : 0));
        _bytes.Write((int)moment.By);
        WriteInstant(moment.At, one);
        WriteCode(moment.Grade);
        if (!isSame)
        {
            WriteDeadline(moment.Ahead, one);
        }
    }

    private CaseMoment ReadMoment(ref CaseBytes.Reader from, Promise? before, FeedCase one)
    {
        var (kind, by) = (from.Read(), (Side)from.Read());
        return new CaseMoment((MomentKind)(kind >> 1), ReadInstant(ref from, one)!.Value, by)
        {
            Grade = ReadCode(ref from),
            Ahead = (kind & 1) == 1 ? before : ReadDeadline(ref from, one),
        };
    }

    /// <summary>A promise read off a feed began with the registration.</summary>
    private void WriteDeadline(Promise? promise, FeedCase one)
    {
        WriteCode(promise?.Clock);
        if (promise is not null)
        {
            WriteInstant(promise.DueAt, one);
        }
    }

    private Promise? ReadDeadline(ref CaseBytes.Reader from, FeedCase one) =>
        ReadCode(ref from) is { } clock ? new Promise(clock, one.FiledAt, ReadInstant(ref from, one)!.Value) : null;

    private void WriteCode(string? code)
    {
        if (code is null)
        {
            _bytes.Write(0);
            return;
        }

        if (!_numbers.TryGetValue(code, out var number))
        {
            _codes.Add(code);
            number = _codes.Count;
            _numbers.Add(code, number);
        }

        _bytes.Write(number);
    }

    private string? ReadCode(ref CaseBytes.Reader from) => from.Read() is > 0 and var number ? _codes[(int)number - 1] : null;

    private void WriteInstant(DateTimeOffset? at, FeedCase one)
    {
        _bytes.Write(at is null ? 0 : 1);
        if (at is { } instant)
        {
            _bytes.WriteSpan(instant.UtcTicks - one.FiledAt.UtcTicks);
        }
    }

    private static DateTimeOffset? ReadInstant(ref CaseBytes.Reader from, FeedCase one) =>
        from.Read() == 0 ? null : new DateTimeOffset(one.FiledAt.UtcTicks + from.ReadSpan(), TimeSpan.Zero);
}
