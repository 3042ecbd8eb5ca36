using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Duty;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Facilities;

namespace Monitoring.Silo.Duty;

/// <summary>
/// Takes a new duty roster: checked whole, stored, and only then in force. What makes no sense is refused with line and reason,
/// and the old one stays.
/// </summary>
public sealed class DutyPublishing(PolicyShelf shelf, IDocumentStore documents, FacilityDirectory facilities) : IDisposable
{
    private const string Named = "duty";

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <returns>What is in force now.</returns>
    /// <exception cref="PolicyRefusedException">It makes no sense, with line and reason.</exception>
    public async Task<DutyRoster> Put(string json, CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            await DutyInForce.Load(shelf, documents, cancellation);
            var desks = DesksOf.All(shelf.Book.Active.Pack, facilities.All);
            var roster = DutyReader.Read(json, Named, desks.Contains);
            RefuseOther(roster.Version, shelf.Duty?.Version);
            var stored = new StoredDocument(DutyInForce.Kind, roster.Version.Id, roster.Version.Version, json.Trim());
            if (!await documents.PutDocument(stored, cancellation))
            {
                throw Refuse("$.version", "That version is taken; what changes takes a higher version.");
            }

            if (roster.Version != shelf.Duty?.Version)
            {
                shelf.PutOnDuty(roster);
            }

            return roster;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private static void RefuseOther(DutyVersion put, DutyVersion? inForce)
    {
        if (inForce is null)
        {
            return;
        }

        if (put.Id != inForce.Id)
        {
            throw Refuse("$.id", $"\"{inForce.Id}\" is in force; \"{put.Id}\" is something else.");
        }

        if (PolicyOrder.Compare(put.Version, inForce.Version) is not >= 0)
        {
            throw Refuse("$.version", $"{put.Version} does not follow {inForce.Version}, which is in force; what changes takes a higher version.");
        }
    }

    private static PolicyRefusedException Refuse(string path, string reason) => new(Named, null, path, reason);
}
