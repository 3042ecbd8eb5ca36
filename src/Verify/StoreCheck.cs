using System.Security.Cryptography;
using System.Text;
using Monitoring.Verify.Certificate;
using Monitoring.Verify.Chain;

namespace Monitoring.Verify;

/// <summary>
/// Goes over a whole store once, in this order: audiences with their feeds, documents, streams, heads and anchors in between as
/// they come. It keeps some hundred bytes of each stream, never the stream.
/// </summary>
public sealed class StoreCheck : IDisposable
{
    /// <summary>After an outage everything fires within a minute.</summary>
    private static readonly TimeSpan FiredWithin = TimeSpan.FromMinutes(1);

    private const string ComplaintPrefix = "complaint/";
    private const string FacilityPrefix = "facility/";

    private readonly Findings _findings;
    private readonly WhoSees _whoSees = new();
    private readonly Trees _trees = new();
    private readonly FeedCheck _feeds;
    private readonly StreamCheck _streams;
    private readonly HeadCheck _heads;
    private readonly Promises _promises;
    private readonly DateTimeOffset _checkedAt;
    private long _documents;
    private long _facilities;
    private long _inNoHead;

    /// <param name="tell">Hears of everything that is not as it must be, as it is found.</param>
    /// <param name="trustedKey">The public key of the heads (SubjectPublicKeyInfo, base64); null: that of the anchor, or of the first head.</param>
    /// <param name="checkedAt">Now.</param>
    public StoreCheck(Action<Finding> tell, string? trustedKey, DateTimeOffset checkedAt)
    {
        _checkedAt = checkedAt;
        _findings = new Findings(tell);
        _feeds = new FeedCheck(_whoSees, _trees, _findings);
        _streams = new StreamCheck(_whoSees, _trees, _findings);
        _heads = new HeadCheck(_trees, _findings, trustedKey);
        _promises = new Promises(_findings, FiredWithin, checkedAt);
        KeyIsGiven = trustedKey is not null;
    }

    private bool KeyIsGiven { get; }

    public void Dispose() => _feeds.Dispose();

    public void Audience(AudienceRow audience) => _feeds.Begin(audience);

    public void Feed(FeedPlace row) => _feeds.Add(row);

    public void EndOfFeeds() => _feeds.End();

    public void Document(DocumentRow document)
    {
        ArgumentNullException.ThrowIfNull(document);
        _documents++;
        _promises.Add(document);
        if (document.Head is not { } head)
        {
            return;
        }

        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(document.Body));
        if (!digest.AsSpan().SequenceEqual(document.Digest))
        {
            _findings.Add($"{document.Kind} {document.Id} {document.Version}", $"it is not the document that daily head {head} covers");
        }

        _trees.Document(head, document.Kind, document.Id, document.Version, digest);
    }

    public void Head(HeadRow head) => _heads.Add(head);

    public void Anchor(AnchorLine anchor) => _heads.Add(anchor);

    /// <summary>A row that hangs on nothing; the store itself tells of those.</summary>
    public void Stray(string place, string what) => _findings.Add(place, what);

    public void Stream(StreamRows stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _streams.Check(stream);
        _inNoHead += stream.Events.Length - Math.Min(stream.Events.Length, stream.Leaves is [.., var last] ? last.Seq : 0);
        if ((stream.Facility is null) != (stream.DueAt is null))
        {
            _findings.Add(stream.Name, "half of its due row is there");
        }

        if (stream.Name.StartsWith(ComplaintPrefix, StringComparison.Ordinal))
        {
            _promises.Check(stream);
            return;
        }

        _facilities++;
        if (!stream.Name.StartsWith(FacilityPrefix, StringComparison.Ordinal))
        {
            _findings.Add(stream.Name, "it is neither a complaint's nor a facility's stream");
            return;
        }

        _promises.CheckFacility(stream);
    }

    /// <summary>Everything was read.</summary>
    /// <param name="asOf">By when everything due must have fired; null: by the last instant of which any event tells.</param>
    public Attested End(DateTimeOffset? asOf)
    {
        foreach (var left in _whoSees.Left)
        {
            _findings.Add($"stream number {left}", "it is not there, and feeds point to its events");
        }

        _heads.End();
        var judgedAt = _promises.End(asOf);
        var count = _promises.Count;
        return new Attested
        {
            CheckedAt = _checkedAt,
            AsOf = judgedAt == DateTimeOffset.MinValue ? _checkedAt : judgedAt,
            Complaints = count.Complaints,
            Sealed = count.Sealed,
            Synthetic = count.Synthetic,
            Facilities = _facilities,
            Documents = _documents,
            Events = _streams.Events,
            FeedRows = _feeds.Rows,
            Audiences = _feeds.Audiences,
            Keys = _streams.Keys,
            SealedTexts = _streams.Texts,
            Erased = _streams.Erased,
            Expected = count.Expected,
            Fired = count.Fired,
            ExpectedBreaches = count.Breaches,
            FiredBreaches = count.BreachesFired,
            Late = count.Late,
            LatestSeconds = Math.Round(count.Latest.TotalSeconds, 3),
            Duplicate = count.Duplicate,
            Early = count.Early,
            Missing = count.Missing,
            Otherwise = count.Wrong,
            Heads = _heads.Count,
            HeadNumber = _heads.Last?.Number ?? 0,
            HeadAt = _heads.Last?.At,
            HeadHash = _heads.LastHash,
            InNoHead = _inNoHead,
            Anchored = _heads.Anchored,
            PublicKey = _heads.Key,
            KeyConfirmed = KeyIsGiven || _heads.Anchored > 0,
            Differences = _findings.Count,
        };
    }
}
