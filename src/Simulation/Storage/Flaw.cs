namespace Monitoring.Simulation.Storage;

/// <summary>
/// A defect planted into the storage, to see that a check catches it. The product has none of these; a simulator that lets one
/// pass proves nothing.
/// </summary>
internal enum Flaw
{
    None,

    /// <summary>Whoever decided on old state may write all the same.</summary>
    NoFence,

    /// <summary>An append is answered before it is durable: a crash takes back the last seconds.</summary>
    AnswersBeforeSync,

    /// <summary>The seventh number of every feed is left out.</summary>
    SkipsFeedNumber,

    /// <summary>Idempotency keys are not kept.</summary>
    ForgetsKeys,

    /// <summary>Every fifth append forgets its due row.</summary>
    LosesDueRow,

    /// <summary>How urgent a due row is is not kept.</summary>
    ForgetsUrgency,

    /// <summary>An append of several events keeps only the first.</summary>
    TearsAppends,

    /// <summary>Every third append reaches the feeds of the province alone.</summary>
    ForgetsAudiences,

    /// <summary>The net finds nothing.</summary>
    HidesDueRows,
}
