using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Rules.Revisions;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.Options;
using Monitoring.Silo.Taxonomy;

namespace Monitoring.Silo.Revisions;

/// <summary>
/// Puts a new version of the pack or the calendar in force while the server runs. What makes no sense is refused before
/// anything is stored, and the old one stays.
/// </summary>
public sealed class PolicyPublishing(
    PolicyShelf shelf, IDocumentStore documents, FollowRevisions followers, FacilityDirectory facilities, CodeBook codes) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <param name="packJson">The new pack, or null: the one in force.</param>
    /// <param name="calendarJson">The new calendar, or null: the one in force.</param>
    /// <param name="cancellation">Gives up before anything is stored.</param>
    /// <returns>What is in force now; the same as before where it was published already.</returns>
    /// <exception cref="PolicyRefusedException">It makes no sense, with line and reason.</exception>
    public async Task<PolicyVersion> Publish(string? packJson, string? calendarJson, CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            var (packInForce, calendarInForce) = shelf.Book.Active;
            var calendar = calendarJson is null ? calendarInForce : CalendarReader.Read(calendarJson, "calendar");
            var pack = packJson is null ? packInForce : PolicyReader.Read(packJson, "policy");
            if (packJson is not null)
            {
                codes.ForPacks.Check(packJson, "policy");
            }

            RefuseOther("policy", pack.Id, packInForce.Id, pack.Version, packInForce.Version);
            RefuseOther("calendar", calendar.Id, calendarInForce.Id, calendar.Version, calendarInForce.Version);
            if (pack.Calendar != calendar.Id)
            {
                throw new PolicyRefusedException("policy", null, "$.calendar", $"There is no calendar \"{pack.Calendar}\".");
            }

            WhatARevisionMayChange.Check(packInForce, pack, "policy");
            if (packJson is not null)
            {
                PackFits.Check(pack, facilities.All, codes, "policy");
            }

            if (calendarJson is not null)
            {
                await LoadPolicies.Keep(documents, LoadPolicies.CalendarKind, calendar.Id, calendar.Version, calendarJson.Trim(), "calendar");
            }

            if (packJson is not null)
            {
                await LoadPolicies.Keep(documents, LoadPolicies.PolicyKind, pack.Id, pack.Version, packJson.Trim(), "policy");
            }

            if (pack.Version != packInForce.Version || calendar.Version != calendarInForce.Version)
            {
                var book = shelf.Book;
                shelf.Activate(book.WithActive(
                    book.FindPack(pack.Id, pack.Version) ?? pack, book.FindCalendar(calendar.Id, calendar.Version) ?? calendar));
                followers.Call();
            }

            return shelf.Active;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private static void RefuseOther(string file, string id, string inForce, string version, string versionInForce)
    {
        if (id != inForce)
        {
            throw new PolicyRefusedException(file, null, "$.id", $"\"{inForce}\" is in force; \"{id}\" is something else.");
        }

        if (PolicyOrder.Compare(version, versionInForce) is not >= 0)
        {
            throw new PolicyRefusedException(
                file, null, "$.version", $"{version} does not follow {versionInForce}, which is in force; what changes takes a higher version.");
        }
    }
}
