using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Duty;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains.Tests.Policies.Schemas;

/// <summary>
/// Each reader knows the members that its schema describes, and no others. What a reader knows it says itself: it is shown an
/// unknown member at each place of a whole file.
/// </summary>
public sealed partial class MembersTests
{
    private const string Unheard = "unheard-of";

    /// <summary>Known to the reader of limits and refused by what stands around it, with a reason: see <see cref="AgreementTests"/>.</summary>
    private static readonly string[] RefusedByReason = ["external", "promised"];

    [Fact]
    public void Of_a_policy_pack() => Agree(
        "policy.schema.json", text => PolicyReader.Read(text, "file"), ShippedFile.Text("policies", "banten.json"), TestPacks.Good);

    [Fact]
    public void Of_a_calendar() => Agree(
        "calendar.schema.json", text => CalendarReader.Read(text, "file"), ShippedFile.Text("policies", "calendar-id-banten.json"));

    [Fact]
    public void Of_a_duty_roster() => Agree(
        "duty.schema.json", text => DutyReader.Read(text, "file"), Rosters.Good);

    private static void Agree(string schema, Action<string> read, params string[] files)
    {
        var (known, described) = (new Dictionary<string, HashSet<string>>(), new Dictionary<string, HashSet<string>>());
        foreach (var file in files)
        {
            var whole = JsonNode.Parse(file)!;
            foreach (var (place, node) in Places(whole, SchemaNode.Of(ShippedFile.Text("policies", schema))))
            {
                place.Insert(0, Unheard, null);
                var refused = Assert.Throws<PolicyRefusedException>(() => read(whole.ToJsonString()));
                place.Remove(Unheard);
                known.TryAdd(node.Name, []);
                known[node.Name].UnionWith(KnownHere().Match(refused.Reason) is { Success: true } said
                    ? said.Groups[1].Value.Split(", ")
                    : throw new InvalidOperationException($"{place.GetPath()}: {refused.Reason}"));
                described[node.Name] = [.. node.Members];
            }
        }

        Assert.NotEmpty(known);
        foreach (var (name, members) in known)
        {
            Assert.True(described[name].IsSubsetOf(members), $"{name} describes what is not read: {string.Join(", ", described[name].Except(members))}");
            var more = members.Except(described[name]).Except(RefusedByReason).ToList();
            Assert.True(more.Count == 0, $"{name} does not describe what is read: {string.Join(", ", more)}");
        }
    }

    /// <summary>Every object whose members have names in the schema.</summary>
    private static IEnumerable<(JsonObject Place, SchemaNode Schema)> Places(JsonNode? json, SchemaNode schema)
    {
        switch (json)
        {
            case JsonObject place:
                if (schema.NamesItsMembers)
                {
                    yield return (place, schema);
                }

                foreach (var inner in place.ToList().SelectMany(member => Places(member.Value, schema.Member(member.Key))))
                {
                    yield return inner;
                }

                break;
            case JsonArray items:
                foreach (var inner in items.SelectMany(item => Places(item, schema.Items())))
                {
                    yield return inner;
                }

                break;
        }
    }

    [GeneratedRegex(@"known here are (.*)\.\z")]
    private static partial Regex KnownHere();
}
