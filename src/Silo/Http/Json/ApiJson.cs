using System.Text.Json;
using System.Text.Json.Serialization;
using Monitoring.Silo.Audit;
using Monitoring.Silo.Auditor;
using Monitoring.Silo.HostTime;
using Monitoring.Silo.Http.Cluster;
using Monitoring.Silo.Http.Dossier;
using Monitoring.Silo.Http.Duty;
using Monitoring.Silo.Http.Facilities;
using Monitoring.Silo.Http.Health;
using Monitoring.Silo.Http.Intake;
using Monitoring.Silo.Http.Policies;
using Monitoring.Silo.Http.Problems;
using Monitoring.Silo.Http.Reads;
using Monitoring.Silo.Http.Tracking;
using Monitoring.Silo.Http.Verbs;
using Monitoring.Silo.SignIn;

namespace Monitoring.Silo.Http.Json;

/// <summary>The JSON that leaves: camelCase, what is absent is left out, instants are UTC.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantJson)])]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(FiledAnswer))]
[JsonSerializable(typeof(VerbAnswer))]
[JsonSerializable(typeof(RevealAnswer))]
[JsonSerializable(typeof(TrackAnswer))]
[JsonSerializable(typeof(ComplaintView))]
[JsonSerializable(typeof(ComplaintList))]
[JsonSerializable(typeof(FacilityView))]
[JsonSerializable(typeof(FacilityVerbAnswer))]
[JsonSerializable(typeof(FacilityList))]
[JsonSerializable(typeof(LabelsView))]
[JsonSerializable(typeof(RatingsView))]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(ClusterLook))]
[JsonSerializable(typeof(GrainLook))]
[JsonSerializable(typeof(HeadsAnswer))]
[JsonSerializable(typeof(HostClockView))]
[JsonSerializable(typeof(AuditReport))]
[JsonSerializable(typeof(PoliciesView))]
[JsonSerializable(typeof(DutyView))]
[JsonSerializable(typeof(DossierView))]
internal sealed partial class ApiJson : JsonSerializerContext;

/// <summary>
/// The JSON that comes in, read strictly: names are exact, unknown and doubled members are refused, so are numbers in
/// quotes and anything nested deeper than a complaint can be.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = false,
    AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    MaxDepth = 16,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantJson)])]
[JsonSerializable(typeof(ComplaintBody))]
[JsonSerializable(typeof(ReporterBody))]
[JsonSerializable(typeof(VerbBody))]
[JsonSerializable(typeof(FacilityVerbBody))]
[JsonSerializable(typeof(TrackBody))]
[JsonSerializable(typeof(PublishBody))]
internal sealed partial class BodyJson : JsonSerializerContext;
