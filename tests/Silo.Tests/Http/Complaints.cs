using System.Text.Json.Nodes;

namespace Monitoring.Silo.Tests.Http;

/// <summary>Complaints as they are sent in.</summary>
internal static class Complaints
{
    public const string SecretText = "Dokter jaga menolak pasien kemarin malam";
    public const string SecretName = "Siti Rahmawati";
    public const string SecretPhone = "0812-5550-1234";

    /// <summary>By a person at a desk, about a hospital.</summary>
    public static JsonObject Plain() => new()
    {
        ["channel"] = "TATAP_MUKA_POJOK_INFORMASI",
        ["facility"] = Door.Hospital,
        ["category"] = "penolakan_rujukan",
        ["class"] = "pengaduan_pengawasan",
        ["grade"] = "red",
        ["subject"] = "Ditolak di IGD",
        ["text"] = SecretText,
        ["reporter"] = new JsonObject { ["name"] = SecretName, ["phone"] = SecretPhone },
    };

    /// <summary>By a gateway.</summary>
    public static JsonObject BySms() => new() { ["channel"] = "SMS", ["text"] = SecretText };

    public static JsonObject With(this JsonObject complaint, string member, JsonNode? value)
    {
        complaint[member] = value;
        return complaint;
    }

    public static JsonObject Without(this JsonObject complaint, string member)
    {
        complaint.Remove(member);
        return complaint;
    }
}
