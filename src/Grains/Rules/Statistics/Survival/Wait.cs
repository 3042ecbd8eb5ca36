namespace Monitoring.Grains.Rules.Statistics.Survival;

/// <summary>
/// How long somebody has waited for an answer. Who is still waiting counts for as long as he has waited: censored, never
/// left out.
/// </summary>
/// <param name="Group">Which of the compared groups, from 0.</param>
/// <param name="Hours">The time waited.</param>
/// <param name="Answered">False: still waiting, or gone for a reason that says nothing of the answer.</param>
public readonly record struct Wait(int Group, double Hours, bool Answered);
