using System.Collections.Immutable;
using Monitoring.Grains.Rules.Complaints;

namespace Monitoring.Grains.Rules.WhatIf;

/// <summary>What a policy would have made of a recorded complaint.</summary>
/// <param name="Owner">Who has it at the end.</param>
/// <param name="Sealed">Whether it is the inspectorate's alone.</param>
/// <param name="Promises">Every running of every clock, in the pack's order.</param>
/// <param name="Told">Everybody who would have been told something, in order.</param>
/// <param name="AfterTheEnd">Recorded acts that came when this policy had ended the case already.</param>
public sealed record LifeUnderAPolicy(
    Owner Owner, bool Sealed, ImmutableArray<PromiseMade> Promises, ImmutableArray<Told> Told, int AfterTheEnd);

/// <summary>One running of one clock.</summary>
/// <param name="Clock">The clock.</param>
/// <param name="Epoch">Which running of it.</param>
/// <param name="DueAt">Its deadline; null if it never had one.</param>
/// <param name="StoppedAt">When it was kept, or the case ended.</param>
/// <param name="IsBroken">Whether the deadline passed first.</param>
/// <param name="Owner">Who had the case then; at the end if it was not broken.</param>
public sealed record PromiseMade(
    string Clock, int Epoch, DateTimeOffset? DueAt, DateTimeOffset? StoppedAt, bool IsBroken, Owner Owner);

/// <summary>A rung that was told something.</summary>
/// <param name="Rung">Who.</param>
/// <param name="Clock">Of which promise.</param>
/// <param name="Epoch">Which running of it.</param>
/// <param name="At">When.</param>
/// <param name="Owner">Who had the case then.</param>
public sealed record Told(string Rung, string Clock, int Epoch, DateTimeOffset At, Owner Owner);
