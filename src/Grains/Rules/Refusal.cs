namespace Monitoring.Grains.Rules;

/// <summary>An expected no: a stable code for machines and a sentence for people.</summary>
[GenerateSerializer]
[Immutable]
public sealed record Refusal(string Code, string Message);
