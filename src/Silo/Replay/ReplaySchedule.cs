using Monitoring.Grains;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Virtual;

namespace Monitoring.Silo.Replay;

/// <summary>Turns recorded cases into what is asked of the grains, in the order in which it happened.</summary>
public static class ReplaySchedule
{
    /// <summary>The region of every facility of a recording: the data name none.</summary>
    public const string Region = "recorded";

    private const string Kind = "recorded";

    /// <summary>Why a recorded case ended: because it was so recorded.</summary>
    private const string Reason = "recorded";

    private static readonly Actor Recorder = new("import");

    public static Owner Owner(string facility) => new(facility, Region, Kind, null, Kind);

    public static IEnumerable<Scheduled> Of(Recording recording, PolicyVersion policy) => recording.Cases
        .SelectMany(c => c.Steps
            .Select(step => new Scheduled(step.At, c.Id, Command(step)))
            .Prepend(new Scheduled(c.OpenedAt, c.Id, File(c, policy))))
        .OrderBy(s => s.At); // stable: what a case asks at one instant keeps its order

    private static FileComplaint File(RecordedCase c, PolicyVersion policy) => new()
    {
        By = Recorder,
        Owner = Owner(c.Facility),
        Traits = new CaseTraits
        {
            Channel = c.Channel,
            Category = c.Category,
            Class = c.Class,
            ExternalDueAt = c.DueAt?.ToWholeMilliseconds(),
            Imported = true,
        },
        Grade = c.Grade,
        Policy = policy,
    };

    private static ComplaintCommand Command(RecordedStep step) => step.Verb switch
    {
        "verify" => new Grains.Rules.Complaints.Verify { By = Recorder },
        "grade" => new GradeAs(step.Grade ?? "") { By = Recorder },
        "assign" => new Assign(null) { By = Recorder },
        "acknowledge" => new Acknowledge(null) { By = Recorder },
        "contact" => new Contact { By = Recorder },
        "act" => new Act { By = Recorder },
        "answer" => new Answer { By = Recorder },
        "reply" => new Reply { By = Recorder },
        "requestCompletion" => new RequestCompletion { By = Recorder },
        "complete" => new Complete { By = Recorder },
        "close" => new Close(Reason) { By = Recorder },
        "reopen" => new Reopen(Reason) { By = Recorder },
        "withdraw" => new Withdraw(Reason) { By = Recorder },
        _ => throw new InvalidDataException($"There is no verb {step.Verb}."),
    };
}
