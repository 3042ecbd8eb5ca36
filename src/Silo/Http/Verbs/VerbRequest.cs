using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Complaints;

namespace Monitoring.Silo.Http.Verbs;

/// <summary>A verb that was understood: whose complaint, which command, under which key.</summary>
/// <param name="Complaint">Id of the complaint.</param>
/// <param name="Verb">The verb.</param>
/// <param name="Body">What came with it.</param>
/// <param name="Command">What is asked of the grain, without texts.</param>
/// <param name="Key">Names the request.</param>
internal sealed record VerbRequest(
    string Complaint, string Verb, VerbBody Body, ComplaintCommand Command, RequestKey Key);
