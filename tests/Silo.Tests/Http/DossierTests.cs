namespace Monitoring.Silo.Tests.Http;

public sealed class DossierTests
{
    [Fact]
    public async Task A_dossier_is_offered_once_the_statutory_time_has_passed_without_an_answer()
    {
        await using var door = await Door.Open();
        var id = await door.Filed();
        var before = await door.Get($"/api/v1/complaints/{id}/dossier");
        Assert.Equal((409, "no-dossier"), (before.Status, before.Code));

        door.Setting.Time.Advance(TimeSpan.FromDays(16));
        Assert.Equal(200, (await door.Verb(id, "contact")).Status);
        var answer = await door.Get($"/api/v1/complaints/{id}/dossier");

        Assert.True(answer.Status == 200, answer.Body);
        var dossier = answer.Json;
        Assert.Equal("banten", dossier.GetProperty("policy").GetProperty("id").GetString());
        Assert.Equal("statutory_answer", dossier.GetProperty("grounds")[0].GetProperty("clock").GetString());
        Assert.Contains("not legal advice", dossier.GetProperty("notice").GetProperty("en").GetString(), StringComparison.Ordinal);
        Assert.Contains("Bukan nasihat hukum", dossier.GetProperty("notice").GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.All(dossier.GetProperty("promised").EnumerateArray(), clock => Assert.NotEmpty(clock.GetProperty("ledger").GetProperty("lines").EnumerateArray()));
        Assert.Equal("filed", dossier.GetProperty("timeline")[0].GetProperty("kind").GetString());
        Assert.All(
            dossier.GetProperty("broken").EnumerateArray(),
            broken => Assert.True(broken.GetProperty("basis").GetString()!.Length > 0));
    }

    [Fact]
    public async Task It_prints_in_both_languages_and_holds_no_identity_and_no_text()
    {
        await using var door = await Door.Open();
        var id = await door.Filed();
        door.Setting.Time.Advance(TimeSpan.FromDays(16));
        await door.Verb(id, "contact");

        var page = await door.Get($"/api/v1/complaints/{id}/dossier?form=print");

        Assert.Equal("text/html", page.Response.Content.Headers.ContentType!.MediaType);
        foreach (var said in (string[])["Janji yang dilanggar", "Broken promises", "Bukan nasihat hukum", "not legal advice", "banten 20", id])
        {
            Assert.Contains(said, page.Body, StringComparison.Ordinal);
        }

        foreach (var secret in (string[])[Complaints.SecretText, Complaints.SecretName, Complaints.SecretPhone, "Ditolak di IGD"])
        {
            Assert.DoesNotContain(secret, page.Body, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, (await door.Get($"/api/v1/complaints/{id}/dossier")).Body, StringComparison.Ordinal);
        }

        Assert.Equal(422, (await door.Get($"/api/v1/complaints/{id}/dossier?form=pdf")).Status);
    }

    [Fact]
    public async Task Of_a_case_that_may_not_be_seen_there_is_none()
    {
        await using var door = await Door.Open();
        var id = await door.Filed(Complaints.Plain().With("accused", "head"));
        door.Setting.Time.Advance(TimeSpan.FromDays(16));

        var answer = await door.Get($"/api/v1/complaints/{id}/dossier");
        Assert.Equal((404, "not-found"), (answer.Status, answer.Code));
        Assert.Equal(404, (await door.Get("/api/v1/complaints/01ARZ3NDEKTSV4RRFFQ69G5FAV/dossier")).Status);
    }
}
