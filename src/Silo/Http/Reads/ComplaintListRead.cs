using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.LiveBoard.Fold;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.Http.Json;
using Monitoring.Silo.Http.Problems;

namespace Monitoring.Silo.Http.Reads;

/// <summary>
/// <c>GET /api/v1/complaints</c>. What is open comes from the board, in the order in which it was filed or by urgency; what is over
/// comes from the feed, in the order in which it ended.
/// </summary>
internal static class ComplaintListRead
{
    private const int MostItems = 500;
    private const int UsualItems = 100;
    private const int FeedPage = 1_000;

    /// <summary>How much of a feed one request looks through; the cursor goes on from there.</summary>
    private const int MostFeedRows = 20_000;

    public static void MapComplaintList(this IEndpointRouteBuilder api) => api
        .MapGet("/complaints", Answer)
        .WithName("complaints")
        .WithSummary("Complaints of the province or of a facility; those that are open unless state=closed.")
        .Produces<ComplaintList>()
        .Produces<Problem>(StatusCodes.Status422UnprocessableEntity, "application/problem+json");

    private static async Task<IResult> Answer(
        HttpContext context,
        FacilityDirectory facilities,
        OpenBoard boards,
        IEventLog log,
        PolicyShelf shelf,
        string? facility = null,
        string? state = null,
        bool overdue = false,
        string? q = null,
        string? after = null,
        string? order = null,
        int limit = UsualItems)
    {
        var errors = new FieldErrors();
        if (facility is not null && facilities.Find(facility) is null)
        {
            errors.AddUnknown("facility", "unknown-facility", facilities.Nearest(facility));
        }

        Standing? standing = state switch
        {
            "open" => Standing.Open,
            "overdue" => Standing.Overdue,
            "handled" => Standing.Handled,
            "closed" => Standing.Closed,
            _ => null,
        };
        if (state is not null && standing is null)
        {
            errors.Add("state", "It is open, overdue, handled or closed.");
        }

        if (limit is < 1 or > MostItems)
        {
            errors.Add("limit", $"It lies between 1 and {MostItems}.");
        }

        if (order is not (null or "filed" or "urgency") || (order == "urgency" && standing == Standing.Closed))
        {
            errors.Add("order", "It is filed or urgency; what is closed has no urgency.");
        }

        var grades = shelf.Book.Active.Pack.Grades;
        var byUrgency = order == "urgency";
        if (byUrgency && after is not null && PlaceByUrgency.Read(after) is null)
        {
            errors.Add("after", "It is the next of an earlier answer in the same order.");
        }

        var asked = new Asked(standing, overdue, q, limit);
        var from = 0L;
        if (standing == Standing.Closed && after is not null
            && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out from))
        {
            errors.Add("after", "It is the next of an earlier answer.");
        }

        if (errors.ToProblem() is { } problem)
        {
            return problem.ToAnswer();
        }

        var audience = facility is null ? Audience.Province : Audience.Facility(facility);
        var list = standing == Standing.Closed
            ? await Closed(audience, from, asked, boards, log, context.RequestAborted)
            : byUrgency
            ? await boards.Look(
                audience,
                board => Open(
                    board, after is null ? null : PlaceByUrgency.Read(after), asked, row => PlaceByUrgency.Of(row, grades), Comparer<PlaceByUrgency>.Default),
                context.RequestAborted)
            : await boards.Look(
                audience, board => Open(board, after, asked, row => row.Complaint, StringComparer.Ordinal), context.RequestAborted);
        return TypedResults.Json(list, ApiJson.Default.ComplaintList);
    }

    /// <summary>Keeps the smallest keys while walking the board once: sorting all of it would hold the board up.</summary>
    private static ComplaintList Open<TKey>(Board board, object? after, Asked asked, Func<RowView, TKey> keyOf, IComparer<TKey> order)
        where TKey : notnull
    {
        var first = new PriorityQueue<RowView, TKey>(Comparer<TKey>.Create((a, b) => order.Compare(b, a)));
        foreach (var row in board.Open())
        {
            var key = keyOf(row);
            if ((after is TKey seen && order.Compare(key, seen) <= 0) || !asked.Wants(row))
            {
                continue;
            }

            if (first.Count <= asked.Limit)
            {
                first.Enqueue(row, key);
            }
            else
            {
                first.EnqueueDequeue(row, key); // the one that comes last of them falls out
            }
        }

        var items = first.UnorderedItems.OrderBy(i => i.Priority, order).ToArray();
        return items.Length > asked.Limit
            ? new ComplaintList([.. items[..asked.Limit].Select(i => i.Element)], items[asked.Limit - 1].Priority.ToString())
            : new ComplaintList([.. items.Select(i => i.Element)], null);
    }

    private static async Task<ComplaintList> Closed(
        string audience, long after, Asked asked, OpenBoard boards, IEventLog log, CancellationToken cancellation)
    {
        var ended = new Dictionary<string, RowView>(StringComparer.Ordinal);
        var (at, end) = (after, false);
        while (!end && ended.Count < asked.Limit && at - after < MostFeedRows)
        {
            var rows = await log.ReadFeed(audience, at, FeedPage, cancellation);
            foreach (var row in rows)
            {
                at = row.Seq;
                var item = FeedLine.Of(row).Item;
                if (item is { Standing: Standing.Closed, Complaint: { } id } && Ended(item, id) is var view && asked.Wants(view))
                {
                    ended[id] = view;
                    if (ended.Count == asked.Limit)
                    {
                        break;
                    }
                }
            }

            end = rows.Length < FeedPage && (rows.IsEmpty || at == rows[^1].Seq);
        }

        // what was reopened since is on the board again, and not over
        var over = await boards.Look(
            audience, board => ended.Values.Where(v => board.Find(v.Complaint) is null).ToImmutableArray(), cancellation);
        return new ComplaintList(over, end ? null : at.ToString(CultureInfo.InvariantCulture));
    }

    private static RowView Ended(FeedItem item, string complaint) => new()
    {
        Complaint = complaint,
        Facility = item.Facility,
        Region = item.Region,
        Category = item.Category,
        Class = item.Class,
        Channel = item.Channel,
        Payer = item.Payer,
        CareClass = item.CareClass,
        Grade = item.Grade,
        Programme = item.Programme,
        Standing = Standing.Closed,
        FiledAt = item.FiledAt,
        OverdueSince = item.OverdueSince,
        OverdueClock = item.OverdueClock,
        Version = (int)item.Version,
    };

    private readonly record struct Asked(Standing? Standing, bool Overdue, string? Q, int Limit)
    {
        public bool Wants(RowView row) =>
            (Standing is null || row.Standing == Standing)
            && (!Overdue || row.OverdueSince is not null)
            && (string.IsNullOrWhiteSpace(Q)
                || row.Complaint.Contains(Q.Trim(), StringComparison.OrdinalIgnoreCase)
                || row.Facility.Equals(Q.Trim(), StringComparison.OrdinalIgnoreCase));
    }
}

/// <summary>A page of complaints; <see cref="Next"/> is what to ask for more with, absent at the end.</summary>
internal sealed record ComplaintList(ImmutableArray<RowView> Items, string? Next);
