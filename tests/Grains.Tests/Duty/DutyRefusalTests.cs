using Monitoring.Grains.Rules.Duty;
using Monitoring.Grains.Tests.Policies;

namespace Monitoring.Grains.Tests.Duty;

/// <summary>Each row breaks one thing of a good roster and says where and why it is refused.</summary>
public class DutyRefusalTests
{
    private const string Good = """
        {
          "id": "duty",
          "version": "2026.1",
          "timeZone": "Asia/Jakarta",
          "desks": [
            {
              "desk": "head@f1",
              "holders": [{"holder": "officer:head", "from": "2026-01-01", "to": "2026-12-31"}],
              "standIns": [{"holder": "officer:deputy", "week": {"mon": ["08:00-16:00"]}, "away": [{"from": "2026-03-20", "to": "2026-03-27"}]}]
            },
            {"desk": "hq", "holders": []}
          ]
        }
        """;

    [Fact]
    public void A_good_one_is_taken() => Assert.Equal(["head@f1", "hq"], DutyReader.Read(Good, "file.json").Desks);

    [Theory]
    [InlineData("\"2026.1\"", "\"latest\"", 3, "$.version", "not a version such as 2026.1")]
    [InlineData("Asia/Jakarta", "Asia/Serang", 4, "$.timeZone", "Unknown time zone")]
    [InlineData("\"desk\": \"hq\"", "\"desk\": \"head@f1\"", 11, "$.desks[1].desk", "listed twice")]
    [InlineData("\"desk\": \"hq\"", "\"desk\": \"moon\"", 11, "$.desks[1].desk", "There is no desk \"moon\"")]
    [InlineData("\"holders\": []", "\"holder\": []", 11, "$.desks[1].holder", "Unknown member")]
    [InlineData(", \"holders\": []", "", 11, "$.desks[1]", "\"holders\" is missing")]
    [InlineData("officer:head", "Dr. Siti Rahmawati", 8, "$.desks[0].holders[0].holder", "never a name")]
    [InlineData("\"to\": \"2026-12-31\"", "\"to\": \"2025-12-31\"", 8, "$.desks[0].holders[0].to", "ends before it begins")]
    [InlineData("2026-12-31", "2026-02-30", 8, "$.desks[0].holders[0].to", "is not a date")]
    [InlineData("08:00-16:00", "16:00-08:00", 9, "$.desks[0].standIns[0].week.mon[0]", "must end after it begins")]
    [InlineData("\"to\": \"2026-03-27\"", "\"to\": \"2026-03-19\"", 9, "$.desks[0].standIns[0].away[0].to", "ends before it begins")]
    public void What_makes_no_sense_is_refused_with_its_line(string good, string bad, int line, string path, string reason) =>
        Refusal.Of((text, name) => DutyReader.Read(text, name, desk => desk is "head@f1" or "hq"), Good, good, bad).Is(line, path, reason);
}
