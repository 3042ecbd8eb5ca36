using Monitoring.Silo.Http.Problems;

namespace Monitoring.Silo.Demo.Drill;

/// <summary>
/// The answers of this process's drill by Idempotency-Key, so that a repetition starts no second fault. The latest thousand
/// are kept, in memory as the drill itself.
/// </summary>
internal sealed class DrillAnswers
{
    private const int Kept = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Asked, IResult Answer)> _answers = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Carries out what is asked, or gives the answer that the same request was given before.</summary>
    public IResult Once(string key, string asked, Func<IResult> carry)
    {
        lock (_lock)
        {
            if (_answers.TryGetValue(key, out var earlier))
            {
                return earlier.Asked == asked ? earlier.Answer : KnownProblems.KeyReused.ToAnswer();
            }

            var answer = carry();
            _answers.Add(key, (asked, answer));
            _order.Enqueue(key);
            if (_order.Count > Kept)
            {
                _answers.Remove(_order.Dequeue());
            }

            return answer;
        }
    }
}
