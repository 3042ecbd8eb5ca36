using System.Security.Cryptography;
using System.Text;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;

namespace Monitoring.Silo.Year;

/// <summary>One number of everything that a year committed: the same seed has to give the same bytes.</summary>
internal static class Fingerprint
{
    public static async Task<string> Of(IEventLog log, YearPlan plan)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var stream in plan.Ids.Select(Streams.Complaint).Concat(plan.Facilities.Select(f => Streams.Facility(f.Facility))))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(stream));
            foreach (var stored in await log.Read(stream, 0, CancellationToken.None))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(stored.Body));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
