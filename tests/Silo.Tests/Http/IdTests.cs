using Monitoring.Silo.Http.Intake;
using Monitoring.Silo.Vault;

namespace Monitoring.Silo.Tests.Http;

public sealed class IdTests
{
    [Fact]
    public void Ids_sort_in_the_order_in_which_they_were_given_whatever_the_clock_does()
    {
        var time = new ShiftedTime();
        var source = new ComplaintIds(time, new UnguessableChance());
        var ids = new List<string>();
        foreach (var step in new[] { 0, 1, -5, 3_600, -86_400 })
        {
            time.Advance(TimeSpan.FromSeconds(step));
            ids.AddRange(Enumerable.Range(0, 1_000).Select(_ => source.Next()));
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[0-7][0-9A-HJKMNP-TV-Z]{25}$", id));
    }

    [Fact]
    public void An_id_is_a_ulid()
    {
        var id = new ComplaintIds(new At(DateTimeOffset.FromUnixTimeMilliseconds(1_469_918_176_385)), new Same(0xFF)).Next();
        Assert.Equal("01ARYZ6S41" + new string('Z', 16), id);
    }

    [Fact]
    public void A_code_is_the_same_each_time_and_another_for_each_complaint_and_server()
    {
        var codes = new TrackingCodes(Keys());
        Assert.Equal(codes.CodeOf("A"), codes.CodeOf("A"));
        Assert.NotEqual(codes.CodeOf("A"), codes.CodeOf("B"));
        Assert.NotEqual(codes.CodeOf("A"), new TrackingCodes(Keys()).CodeOf("A"));
        Assert.Equal(codes.IndexOf("0123-4567-89AB-CDEF"), codes.IndexOf(" ol23 4567 89ab cdef"));
        Assert.DoesNotContain("0123", codes.IndexOf("0123-4567-89AB-CDEF").Key, StringComparison.Ordinal);
    }

    private static ServerKeys Keys() => ServerKeys.In(new KeyFolder(Directory.CreateTempSubdirectory("monitoring-id-").FullName));

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private sealed class Same(byte value) : IChance
    {
        public void Fill(Span<byte> bytes) => bytes.Fill(value);
    }
}
