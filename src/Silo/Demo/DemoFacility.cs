using Monitoring.Grains.Rules.Complaints;

namespace Monitoring.Silo.Demo;

/// <summary>An invented facility and how well it keeps its promises.</summary>
/// <param name="Owner">What the rules know of it.</param>
/// <param name="Weight">Its share of the province's complaints.</param>
/// <param name="Slowness">1 keeps nearly all promises; 4 often does not.</param>
public sealed record DemoFacility(Owner Owner, double Weight, double Slowness);
