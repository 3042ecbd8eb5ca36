using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules;
using Monitoring.Grains.Rules.Complaints;
using static Monitoring.Grains.Tests.Complaints.Story;

namespace Monitoring.Grains.Tests.Complaints;

/// <summary>Whose feeds an event enters, and whose appointment book a case stands in.</summary>
public class AudienceTests
{
    private static readonly Filed Ordinary = new(
        new Owner("f1", "3601", "hospital", "B", "pemkab"), new CaseTraits { Channel = "LAPOR" }, null, At("05-04 09:00"), null, Filing().Policy)
    {
        At = At("05-04 09:00"),
        By = new Actor("gateway"),
    };

    private static readonly Filed Whistleblowers = Ordinary with { Traits = new CaseTraits { Channel = "LAPOR", Whistleblower = true } };

    [Fact]
    public void A_complaint_is_seen_by_its_facility_its_region_and_the_province() => Assert.Equal(
        ["facility:f1", "province", "region:3601"], Seen(Complaint.None, Ordinary));

    [Fact]
    public void A_whistleblowers_case_moves_no_number_but_the_inspectorates()
    {
        Assert.Equal([Audience.Inspectorate], Seen(Complaint.None, Whistleblowers));
        Assert.Equal([Audience.Inspectorate], Seen(Complaint.None.After(Whistleblowers), Moved("f2", "3602")));
    }

    [Fact]
    public void A_case_against_the_head_is_sealed_too() => Assert.Equal(
        [Audience.Inspectorate],
        Seen(Complaint.None, Ordinary with { Traits = new CaseTraits { Channel = "LAPOR", Accused = "head" } }));

    [Fact]
    public void A_transfer_is_seen_by_who_gives_and_who_takes()
    {
        Assert.Equal(
            ["facility:f1", "facility:f2", "province", "region:3601", "region:3602"],
            Seen(Complaint.None.After(Ordinary), Moved("f2", "3602")));
        Assert.Equal(
            ["facility:f1", "facility:f2", "province", "region:3601"],
            Seen(Complaint.None.After(Ordinary), Moved("f2", "3601")));
    }

    [Fact]
    public void A_whistleblowers_case_stands_in_no_facilitys_book()
    {
        Assert.Equal("f1", ComplaintHistory.Book(Complaint.None.After(Ordinary)));
        Assert.Equal(Audience.Inspectorate, ComplaintHistory.Book(Complaint.None.After(Whistleblowers)));
    }

    private static Transferred Moved(string facility, string region) =>
        new(new Owner("f1", "3601", "hospital", "B", "pemkab"), new Owner(facility, region, "hospital", "B", "pemkab"))
        {
            At = At("05-05 09:00"),
            By = Operator,
        };

    private static string[] Seen(Complaint before, ComplaintEvent happened) =>
    [
        .. WhatAudiencesSee.Audiences(new Decided(happened, before, Timetable.Empty, before.After(happened), Timetable.Empty)).Order(StringComparer.Ordinal),
    ];
}
