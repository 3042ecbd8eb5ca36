using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains.Tests.Policies;

public sealed class PolicyShelfTests
{
    private static readonly PolicyVersion Version = new PolicyShelf(Shipped()).Active;

    [Fact]
    public async Task A_version_that_another_process_has_stored_is_read_when_a_complaint_needs_it()
    {
        var asked = 0;
        var shelf = new PolicyShelf(PolicyBook.ExternalOnly, (_, _) =>
        {
            asked++;
            return ValueTask.FromResult(Shipped());
        });

        var rules = await shelf.Rules(Version, CancellationToken.None);

        Assert.NotNull(rules);
        Assert.Same(rules, await shelf.Rules(Version, CancellationToken.None));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_version_that_is_nowhere_is_named()
    {
        var shelf = new PolicyShelf(PolicyBook.ExternalOnly, (book, _) => ValueTask.FromResult(book));

        var refused = await Assert.ThrowsAsync<KeyNotFoundException>(
            async () => await shelf.Rules(Version, CancellationToken.None));

        Assert.Contains(Version.PackVersion, refused.Message, StringComparison.Ordinal);
    }

    private static PolicyBook Shipped() => PolicyBook.ExternalOnly.WithActive(
        PolicyReader.Read(ShippedFile.Text("policies", "banten.json"), "banten.json"),
        Rules.Calendars.CalendarReader.Read(ShippedFile.Text("policies", "calendar-id-banten.json"), "calendar"));
}
